import type { ApiMetrics } from '../../metrics/index.ts';
import type { ApiApp } from '../deps.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Answers predictions of the model `name` in its address. */
    predicts?: boolean;
  }
}

/** Counts and times the requests for predictions, whichever way they end. */
export function addMetrics(app: ApiApp, metrics: ApiMetrics): void {
  app.addHook('onResponse', (request, reply, done) => {
    const { name } = request.params as { name?: string };
    if (request.routeOptions.config.predicts && name !== undefined) metrics.predicted({ model: name, status: reply.statusCode, seconds: reply.elapsedTime / 1000 });
    done();
  });
}
