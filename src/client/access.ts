import type { components } from './api.gen.ts';
import { done, take } from './connection.ts';
import type { CallOptions, Connection, Created, Of, QueryOf } from './connection.ts';
import { everyItem, PAGE_SIZE } from './pages.ts';

export type ApiKey = components['schemas']['Key'];
export type ApiKeyInput = components['schemas']['KeyRequestInput'];
export type AuditEntry = components['schemas']['AuditEntry'];

/** API keys; needs one with `admin`. */
export function keysOf({ http, call, createOnce }: Connection) {
  return {
    /** The answer's `key` is shown this once. */
    create: async (body: ApiKeyInput, options?: CallOptions) => take<Created<'createKey'>>(await http.POST('/api/v1/keys', { body, ...createOnce(options) })),
    list: async (options?: CallOptions) => take<Of<'listKeys'>>(await http.GET('/api/v1/keys', call(options))),
    revoke: async (id: string, options?: CallOptions): Promise<ApiKey> => take<ApiKey>(await http.DELETE('/api/v1/keys/{id}', { params: { path: { id } }, ...call(options) })),
  };
}

/** Browsers that are signed in. */
export function sessionsOf({ http, call, createOnce }: Connection) {
  return {
    /** Signs a browser in, once: open `path` behind the address of the service; the session may do what this key may. */
    createLink: async (options?: CallOptions) => take<Created<'createSessionLink'>>(await http.POST('/api/v1/sessions/links', createOnce(options))),
    /** Signs this browser out. */
    close: async (options?: CallOptions): Promise<void> => done(await http.DELETE('/api/v1/sessions/current', call(options))),
  };
}

export function ticketsOf({ http, createOnce }: Connection) {
  return {
    /** For `?ticket=` of one event stream that cannot send a key, such as an EventSource; `jobs.events` needs none. */
    create: async (options?: CallOptions) => take<Created<'createTicket'>>(await http.POST('/api/v1/tickets', createOnce(options))),
  };
}

/** Who did what; needs `admin`. */
export function auditOf({ http, call }: Connection) {
  const list = async (query: QueryOf<'listAudit'> = {}, options?: CallOptions) => take<Of<'listAudit'>>(await http.GET('/api/v1/audit', { params: { query }, ...call(options) }));
  return {
    /** One page, newest first. */
    list,
    /** Every entry, newest first, page after page. */
    all: (options?: CallOptions): AsyncGenerator<AuditEntry> => everyItem((after) => list({ limit: PAGE_SIZE, ...(after !== undefined && { after }) }, options)),
  };
}
