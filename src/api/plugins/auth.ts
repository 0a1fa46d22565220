import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { TrainyardError } from '../../engine/index.ts';
import type { ApiApp } from '../deps.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Answered without a key. */
    public?: boolean;
  }
}

const HINT = 'Send Authorization: Bearer <key>; the key is printed at the first start and kept in data/api-key.';

/** Everything but what is marked public needs the key. Only its hash is known here. */
export function addAuth(app: ApiApp, keySha256: string | null): void {
  if (keySha256 === null) return;
  const expected = Buffer.from(keySha256, 'hex');
  if (expected.length !== 32) throw new TrainyardError('internal', 'the hash of the API key is no SHA-256 in hex');
  app.addHook('onRequest', (request, _reply, done) => {
    if (isPublic(request)) return done();
    const key = bearer(request.headers.authorization);
    if (key === null) return done(new TrainyardError('unauthorized', 'This operation needs an API key.', { hint: HINT }));
    const found = createHash('sha256').update(key).digest();
    return timingSafeEqual(found, expected) ? done() : done(new TrainyardError('unauthorized', 'This API key is not known here.', { hint: HINT }));
  });
}

/** An address without a route needs a key only below /api, where its absence would tell what exists. */
function isPublic({ routeOptions, url }: FastifyRequest): boolean {
  if (routeOptions.config.public) return true;
  const path = routeOptions.url;
  return path === undefined ? !url.startsWith('/api/') : path === '/docs' || path.startsWith('/docs/');
}

function bearer(header: string | undefined): string | null {
  const [scheme, key, ...rest] = header?.split(' ') ?? [];
  return scheme?.toLowerCase() === 'bearer' && key && rest.length === 0 ? key : null;
}
