import type { components } from './api.gen.ts';
import { take } from './connection.ts';
import type { CallOptions, Connection, Created, CreateOptions, Of, QueryOf } from './connection.ts';
import { everyItem, PAGE_SIZE } from './pages.ts';

export type Sweep = components['schemas']['Sweep'];
export type SweepInput = components['schemas']['SweepRequestInput'];
export type Trial = components['schemas']['Trial'];

type ListQuery = NonNullable<QueryOf<'listSweeps'>>;

export function sweepsOf({ http, call, create }: Connection) {
  const list = async (query: ListQuery = {}, options?: CallOptions) => take<Of<'listSweeps'>>(await http.GET('/api/v1/sweeps', { params: { query }, ...call(options) }));
  return {
    create: async (body: SweepInput, options?: CreateOptions) => take<Created<'createSweep'>>(await http.POST('/api/v1/sweeps', { body, ...create(options) })),
    get: async (id: string, options?: CallOptions) => take<Of<'getSweep'>>(await http.GET('/api/v1/sweeps/{id}', { params: { path: { id } }, ...call(options) })),
    /** One page, newest first. */
    list,
    /** Every sweep, newest first, page after page. */
    all: (query: Omit<ListQuery, 'after'> = {}, options?: CallOptions): AsyncGenerator<Sweep> => everyItem((after) => list({ limit: PAGE_SIZE, ...query, ...(after !== undefined && { after }) }, options)),
    trials: async (id: string, options?: CallOptions) => take<Of<'listTrials'>>(await http.GET('/api/v1/sweeps/{id}/trials', { params: { path: { id } }, ...call(options) })),
    /** The trials as a table for other programs. */
    trialsCsv: async (id: string, options?: CallOptions): Promise<string> =>
      take<string>(await http.GET('/api/v1/sweeps/{id}/trials', { params: { path: { id }, query: { format: 'csv' } }, parseAs: 'text', ...call(options) })),
    cancel: async (id: string, options?: CallOptions) => take<Of<'cancelSweep'>>(await http.POST('/api/v1/sweeps/{id}/cancel', { params: { path: { id } }, ...call(options) })),
  };
}
