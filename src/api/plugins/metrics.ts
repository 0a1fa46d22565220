import { type ApiMetrics, OTHER } from '../../metrics/index.ts';
import type { ApiApp } from '../deps.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Answers predictions: of the model `name` in its address, or of what the handler says. */
    predicts?: boolean;
  }
  interface FastifyRequest {
    /** Whose predictions were asked for, where the address does not say so. */
    predictedModel: string | null;
  }
}

/** Counts and times the requests for predictions, whichever way they end. */
export function addMetrics(app: ApiApp, metrics: ApiMetrics): void {
  app.decorateRequest('predictedModel', null);
  app.addHook('onResponse', (request, reply, done) => {
    const { name = request.predictedModel ?? OTHER } = request.params as { name?: string };
    if (request.routeOptions.config.predicts) metrics.predicted({ model: name, status: reply.statusCode, seconds: reply.elapsedTime / 1000 });
    done();
  });
}
