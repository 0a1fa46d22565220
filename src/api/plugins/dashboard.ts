import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ApiApp } from '../deps.ts';

/** Its own files, pictures that it draws itself, and our API. */
export const DASHBOARD_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const YEAR_SECONDS = 365 * 86_400;

const NOT_BUILT = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Trainyard</title><p>The dashboard is not built: run <code>npm run build:web</code> and load this page again. <a href="/docs">The API's documentation</a>`;

declare module 'fastify' {
  interface FastifyInstance {
    /** Answers a browser's request for a page with the dashboard, which knows its own pages; false: it was none. */
    sendDashboard(request: FastifyRequest, reply: FastifyReply): boolean;
  }
}

/** What belongs to others; everything else that a browser opens may be a page of the dashboard. */
const OTHERS = /^\/(?:api|v1|v2|docs|assets|login|metrics|livez|readyz|openapi\.json)(?:[/?]|$)/;

/** @param folder where `npm run build:web` put it. Its files are nobody's secret; what they ask the API for is. */
export async function addDashboard(app: ApiApp, folder: string): Promise<void> {
  await app.register(fastifyStatic, { root: folder, serve: false, preCompressed: true, cacheControl: false });
  const page = (reply: FastifyReply): FastifyReply => {
    void reply.headers({ 'content-security-policy': DASHBOARD_POLICY, 'cache-control': 'no-cache' });
    if (existsSync(join(folder, 'index.html'))) return reply.sendFile('index.html');
    return reply.type('text/html; charset=utf-8').send(NOT_BUILT);
  };
  app.decorate('sendDashboard', (request: FastifyRequest, reply: FastifyReply) => {
    const isPage = request.method === 'GET' && (request.headers.accept?.includes('text/html') ?? false) && !OTHERS.test(request.url);
    if (isPage) page(reply);
    return isPage;
  });
  const hidden = { config: { public: true, uncounted: true }, schema: { hide: true } as Record<string, unknown> };
  app.get('/', hidden, (_request, reply) => page(reply));
  app.get('/icon.svg', hidden, (_request, reply) => reply.header('cache-control', 'no-cache').sendFile('icon.svg'));
  app.get('/assets/*', hidden, (request, reply) => {
    void reply.header('cache-control', `public, max-age=${YEAR_SECONDS}, immutable`); // their names change with their content
    return reply.sendFile(`assets/${(request.params as { '*': string })['*']}`);
  });
}
