import type { ApiApp } from '../deps.ts';

const OF_A_JOB = '/api/v1/jobs/:id';
const LOCATION = '/api/v1/jobs/';

/** Whatever is logged for a request about a job says which, under the name the consumers use too: `job`. Fastify adds `requestId`. */
export function addLogs(app: ApiApp): void {
  app.addHook('onRequest', (request, reply, done) => {
    if (request.routeOptions.url?.startsWith(OF_A_JOB)) {
      const log = request.log.child({ job: (request.params as { id: string }).id });
      request.log = log;
      reply.log = log;
    }
    done();
  });
  app.addHook('onSend', (request, reply, _payload, done) => {
    const location = String(reply.getHeader('location') ?? '');
    if (reply.statusCode === 201 && location.startsWith(LOCATION) && !reply.hasHeader('idempotency-replayed')) {
      app.log.info({ requestId: request.id, job: location.slice(LOCATION.length) }, 'a job was accepted');
    }
    done();
  });
}
