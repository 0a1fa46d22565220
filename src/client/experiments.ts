import type { components } from './api.gen.ts';
import { take } from './connection.ts';
import type { CallOptions, Connection, CreateOptions, Of, QueryOf } from './connection.ts';

export type Experiment = components['schemas']['Experiment'];
export type ExperimentRun = components['schemas']['ExperimentRun'];

export function experimentsOf({ http, call, create }: Connection) {
  return {
    list: async (query: QueryOf<'listExperiments'> = {}, options?: CallOptions) => take<Of<'listExperiments'>>(await http.GET('/api/v1/catalogue/experiments', { params: { query }, ...call(options) })),
    get: async (id: string, options?: CallOptions): Promise<Experiment> => take<Experiment>(await http.GET('/api/v1/catalogue/experiments/{id}', { params: { path: { id } }, ...call(options) })),
    /** Starts its jobs and sweeps. */
    run: async (id: string, body: { seeds?: number[] } = {}, options?: CreateOptions): Promise<ExperimentRun> =>
      take<ExperimentRun>(await http.POST('/api/v1/catalogue/experiments/{id}/runs', { params: { path: { id } }, body, ...create(options) })),
    runs: async (id: string, options?: CallOptions) => take<Of<'listExperimentRuns'>>(await http.GET('/api/v1/catalogue/experiments/{id}/runs', { params: { path: { id } }, ...call(options) })),
    getRun: async (run: string, options?: CallOptions): Promise<ExperimentRun> => take<ExperimentRun>(await http.GET('/api/v1/catalogue/experiments/runs/{id}', { params: { path: { id: run } }, ...call(options) })),
    /** An SVG document. */
    figure: async (run: string, options?: CallOptions): Promise<string> =>
      take<string>(await http.GET('/api/v1/catalogue/experiments/runs/{id}/figure.svg', { params: { path: { id: run } }, parseAs: 'text', ...call(options) })),
  };
}
