import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ApiApp } from '../deps.ts';
import { plainError, wantsPlainErrors } from '../facades/errors.ts';
import { SAFE_HEADERS } from './headers.ts';
import { faultOf, problemOf } from '../problem.ts';
import type { Fault } from '../problem.ts';

/** Seconds after which a client may try again when Redis or a dataset is away. */
const RETRY_AFTER = '2';

export function sendProblem(request: FastifyRequest, reply: FastifyReply, fault: Fault): FastifyReply {
  // Also where no hook runs, as for an address that cannot be decoded.
  void reply.headers({ ...SAFE_HEADERS, 'cache-control': 'no-store', 'x-request-id': request.id });
  if (fault.retryAfter !== undefined) void reply.header('retry-after', String(fault.retryAfter));
  else if (fault.status === 503) void reply.header('retry-after', RETRY_AFTER);
  if (fault.status === 401) void reply.header('www-authenticate', 'Bearer realm="trainyard"');
  if (wantsPlainErrors(request.url, request.routeOptions?.config?.plainErrors)) {
    const { status, body } = plainError(fault);
    return reply.code(status).type('application/json; charset=utf-8').send(JSON.stringify(body));
  }
  // A string, so that no response schema of the route takes part.
  return reply.code(fault.status).type('application/problem+json; charset=utf-8').send(JSON.stringify(problemOf(fault, request)));
}

/** Every error of every route, and every address without a route, as a problem document. */
export function addProblems(app: ApiApp): void {
  const methods = recordMethods(app);
  app.setErrorHandler((error, request, reply) => {
    const fault = faultOf(error);
    if (fault.status >= 500) request.log.error({ err: error, code: fault.code }, 'request failed');
    return sendProblem(request, reply, fault);
  });
  app.setNotFoundHandler((request, reply) => {
    if (app.sendDashboard(request, reply)) return reply;
    const path = request.url.split('?', 1)[0];
    const allowed = methods(path);
    if (allowed.length > 0) {
      void reply.header('allow', allowed.join(', '));
      const hint = `Allowed here: ${allowed.join(', ')}.`;
      return sendProblem(request, reply, { status: 405, code: 'method-not-allowed', detail: `${request.method} is not possible here.`, hint, issues: [] });
    }
    const detail = `There is nothing at ${path}.`;
    return sendProblem(request, reply, { status: 404, code: 'not-found', detail, hint: 'The operations are listed at /docs.', issues: [] });
  });
}

/** Which methods an address answers, to tell a wrong method from a wrong address. */
function recordMethods(app: ApiApp): (path: string) => string[] {
  const routes: { pattern: RegExp; methods: string[] }[] = [];
  app.addHook('onRoute', ({ url, method }) => {
    if (url.includes('*')) return;
    const pattern = url.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll(/:[A-Za-z]+/g, '[^/]+');
    routes.push({ pattern: new RegExp(`^${pattern}$`), methods: [method].flat() });
  });
  return (path) => [...new Set(routes.filter(({ pattern }) => pattern.test(path)).flatMap(({ methods }) => methods))].sort();
}
