import { z } from 'zod';
import type { Route } from '../../deps.ts';
import { problems } from '../../schemas/common.ts';

export const getMetrics: Route = (app, { metrics }) => {
  app.get('/metrics', {
    schema: {
      operationId: 'getMetrics',
      tags: ['service'],
      summary: 'Metrics of the API in the text format of Prometheus',
      description: 'With the jobs by state, which are the same whichever API process is asked. Consumers answer with theirs on HEALTH_PORT.',
      response: { 200: { description: 'The metrics.', content: { 'text/plain': { schema: z.string() } } }, ...problems() },
    },
  }, async (_request, reply) => {
    const { type, text } = await metrics.scrape();
    return reply.header('cache-control', 'no-store').type(type).serializer(String).send(text as never);
  });
};
