import type { components } from './api.gen.ts';
import { done, take } from './connection.ts';
import type { CallOptions, Connection, Of } from './connection.ts';

export type Alias = components['schemas']['Alias'];

/** `expected`: the version that the alias has to name now, null: none; else it is a ConflictError and nothing changes. */
export interface AliasGuard {
  expected?: number | null;
}

export function aliasesOf({ http, call, createOnce }: Connection) {
  const at = (name: string, alias: string) => ({ params: { path: { name, alias } } });
  return {
    list: async (name: string, options?: CallOptions) => take<Of<'listAliases'>>(await http.GET('/api/v1/models/{name}/aliases', { params: { path: { name } }, ...call(options) })),
    /** With its history, newest first. */
    get: async (name: string, alias: string, options?: CallOptions): Promise<Alias> => take<Alias>(await http.GET('/api/v1/models/{name}/aliases/{alias}', { ...at(name, alias), ...call(options) })),
    /** Lets it name a version; makes it where it is new. */
    set: async (name: string, alias: string, body: { version: number } & AliasGuard, options?: CallOptions): Promise<Alias> =>
      take<Alias>(await http.PUT('/api/v1/models/{name}/aliases/{alias}', { ...at(name, alias), body, ...call(options) })),
    /** Lets it name what it named before. Sent once only, unless `expected` says from where. */
    rollBack: async (name: string, alias: string, body: AliasGuard = {}, options?: CallOptions): Promise<Alias> =>
      take<Alias>(await http.POST('/api/v1/models/{name}/aliases/{alias}/rollback', { ...at(name, alias), body, ...(body.expected === undefined ? createOnce(options) : call(options)) })),
    delete: async (name: string, alias: string, options?: CallOptions): Promise<void> => done(await http.DELETE('/api/v1/models/{name}/aliases/{alias}', { ...at(name, alias), ...call(options) })),
  };
}
