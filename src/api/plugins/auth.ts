/** Who asks, and whether they may: before anything of a request is read. */
import type { FastifyContextConfig, FastifyRequest } from 'fastify';
import type { Access, Credentials, Principal, Scope } from '../../access/index.ts';
import { grants } from '../../access/index.ts';
import { TrainyardError } from '../../engine/index.ts';
import { SESSION_COOKIE, cookieOf } from '../cookies.ts';
import type { ApiApp } from '../deps.ts';
import { earlyOf } from '../shortcut/early.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Answered without a key. */
    public?: boolean;
    /** What a key needs here, where it is not what `scopeOf` says. */
    scope?: Scope;
    /** An event stream: `?ticket=` opens it as a key does. */
    ticket?: boolean;
    /** Asked so often by machines that it counts for nobody. */
    uncounted?: boolean;
  }
  interface FastifyRequest {
    /** Null on public routes. */
    principal: Principal | null;
  }
  interface FastifyInstance {
    /** Every route and the scope that it needs; null: none. */
    declaredScopes: { method: string; url: string; scope: Scope | null }[];
  }
}

interface DeclaredRoute {
  method: string | string[];
  url?: string;
  config?: FastifyContextConfig;
}

/** The scope that a route needs: what it declares, else by its method and address. Null: none. */
export function scopeOf({ method, url, config }: DeclaredRoute): Scope | null {
  if (config?.public || (url !== undefined && isDocumentation(url))) return null;
  if (config?.scope) return config.scope;
  if (url !== undefined && /[/:](predict|infer)$/.test(url)) return 'predict';
  return [method].flat().every((each) => ['GET', 'HEAD'].includes(each)) ? 'read' : 'train';
}

export function addAuth(app: ApiApp, access: Access): void {
  app.decorateRequest('principal', null);
  app.decorate('declaredScopes', []);
  app.addHook('onRoute', (route) => {
    for (const method of [route.method].flat()) app.declaredScopes.push({ method, url: route.url, scope: scopeOf({ ...route, method }) });
  });
  app.addHook('onRequest', async (request) => {
    const { routeOptions: { config, url }, method, ip: address } = request;
    // An address without a route needs a key only below /api, where its absence would tell what exists.
    const known = url !== undefined;
    const early = earlyOf(request.raw);
    if (early) {
      request.principal = early.principal;
      return undefined;
    }
    const scope = known || request.url.startsWith('/api/') ? scopeOf({ method, url, config }) : null;
    if (scope === null) return config.uncounted ? undefined : access.count({ address });
    const principal = access.required ? await whoAsks(access, request) : access.keys.root;
    if (!access.required) refuseOtherPages(request, 'programs may be silent');
    await access.count(principal, scope === 'predict' ? 'predictions' : 'requests');
    if (known && !grants(principal.scopes, scope)) throw missingScope(principal, scope);
    request.principal = principal;
  });
}

async function whoAsks(access: Access, request: FastifyRequest): Promise<Principal> {
  const credentials = credentialsOf(request);
  if (credentials === null) await access.count({ address: request.ip });
  if (credentials === null && request.headers.authorization) throw new TrainyardError('unauthorized', 'The header Authorization holds no key as it should.', { hint: 'It has to be: Authorization: Bearer <key>, the key once, without quotes or a second name of the header.' });
  return access.authenticate(credentials, { address: request.ip, requestId: request.id });
}

/** Of a route that needs a key. */
export function principalOf(request: FastifyRequest): Principal {
  if (!request.principal) throw new TrainyardError('internal', 'a route without authentication asked who it is');
  return request.principal;
}

const isDocumentation = (url: string): boolean => url === '/docs' || url.startsWith('/docs/');

function missingScope({ keyId, name, scopes }: Principal, scope: Scope): TrainyardError {
  return new TrainyardError('missing-scope', `This operation needs the scope "${scope}"; the key "${name}" (${keyId}) has ${scopes.map((held) => `"${held}"`).join(', ')}.`, {
    hint: `Use a key with "${scope}"${scope === 'admin' ? '' : ' or "admin"'}; who has an admin key makes one with POST /api/v1/keys {"name": "…", "scopes": ["${scope}"]}.`,
  });
}

/** A key goes before a ticket, and a ticket before the cookie that the browser sends by itself. */
function credentialsOf(request: FastifyRequest): Credentials | null {
  const { headers, routeOptions: { config } } = request;
  if (headers.authorization !== undefined) {
    const secret = bearer(headers.authorization);
    return secret === null ? null : { kind: 'key', secret };
  }
  const { ticket } = request.query as { ticket?: unknown };
  if (config.ticket && typeof ticket === 'string' && headers.accept?.includes('text/event-stream')) return { kind: 'ticket', secret: ticket };
  const session = cookieOf(headers.cookie, SESSION_COOKIE);
  if (session === null) return null;
  refuseOtherPages(request, 'browsers have to say');
  return { kind: 'session', secret: session };
}

function bearer(header: string): string | null {
  const [scheme, key, ...rest] = header.split(' ');
  return scheme?.toLowerCase() === 'bearer' && key && rest.length === 0 ? key : null;
}

/** A browser asks, with the cookie, whoever made the page that wants it; what changes something has to come from our own pages. */
function refuseOtherPages({ method, headers }: FastifyRequest, silence: 'programs may be silent' | 'browsers have to say'): void {
  if (method === 'GET' || method === 'HEAD') return;
  const site = headers['sec-fetch-site'];
  const { origin, host } = headers;
  const siteIsOurs = site === undefined ? null : site === 'same-origin';
  const originIsOurs = origin === undefined ? null : URL.canParse(origin) && new URL(origin).host === host;
  if (siteIsOurs === false || originIsOurs === false || (siteIsOurs === null && originIsOurs === null && silence === 'browsers have to say')) {
    throw new TrainyardError('cross-origin', 'Without a key only pages of this service may change something.', { hint: 'Send Authorization: Bearer <key>; with AUTH=off, ask from a program.' });
  }
}
