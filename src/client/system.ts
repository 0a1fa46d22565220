import type { components } from './api.gen.ts';
import { take } from './connection.ts';
import type { CallOptions, Connection, Of } from './connection.ts';

export type Catalogue = Of<'getCatalogue'>;
export type Consumer = components['schemas']['Consumer'];
export type GradientCheckInput = components['schemas']['GradientCheckRequestInput'];

export function systemOf({ http, call }: Connection) {
  return {
    /** What can stand in a spec: layers, losses, optimizers, presets, with their schemas and defaults. */
    catalogue: async (options?: CallOptions) => take<Catalogue>(await http.GET('/api/v1/catalogue', call(options))),
    /** Processes that take jobs from the queue. */
    consumers: async (options?: CallOptions) => take<Of<'listConsumers'>>(await http.GET('/api/v1/consumers', call(options))),
    /** Numerical against back-propagated gradients of a small network. */
    checkGradients: async (body: GradientCheckInput, options?: CallOptions) => take<Of<'createGradientCheck'>>(await http.POST('/api/v1/gradient-checks', { body, ...call(options) })),
    /** Whether jobs can be taken, and what is in the way; throws where nothing answers. */
    health: async (options?: CallOptions): Promise<Health> => {
      const { data, error } = await http.GET('/readyz', call({ retries: 0, ...options }));
      const { status, reasons, warnings } = (data ?? error ?? {}) as Partial<Omit<Health, 'ready'>>;
      return { ready: data !== undefined, status: status ?? 'unavailable', reasons: reasons ?? [], warnings: warnings ?? [] };
    },
    /** Whether jobs can be taken; false also while the service is not reachable. */
    ready: async (options?: CallOptions): Promise<boolean> => {
      try {
        return (await http.GET('/readyz', call({ retries: 0, ...options }))).response.ok;
      } catch {
        options?.signal?.throwIfAborted();
        return false;
      }
    },
    /** Figures for Prometheus, as text. */
    prometheus: async (options?: CallOptions): Promise<string> => take<string>(await http.GET('/metrics', { parseAs: 'text', ...call(options) })),
  };
}

export interface Health {
  ready: boolean;
  status: string;
  reasons: readonly string[];
  warnings: readonly string[];
}
