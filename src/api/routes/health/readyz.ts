import { z } from 'zod';
import type { Route } from '../../deps.ts';

const ready = z.object({ status: z.literal('ok') });
const unready = z.object({ status: z.literal('unavailable'), reasons: z.array(z.string()) });

export const readyz: Route = (app, { jobs }) => {
  app.get('/readyz', {
    config: { public: true, uncounted: true },
    schema: { operationId: 'readyz', tags: ['service'], summary: 'Whether jobs can be taken', security: [], response: { 200: ready, 503: unready } },
  }, async (_request, reply) => {
    const { ok, reasons } = await jobs.health();
    if (ok) return reply.send({ status: 'ok' as const });
    return reply.code(503).header('retry-after', '2').send({ status: 'unavailable' as const, reasons });
  });
};
