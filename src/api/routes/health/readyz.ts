import { z } from 'zod';
import type { Route } from '../../deps.ts';
import { fullDisks } from '../../disks.ts';

const warnings = z.array(z.string()).describe('What somebody should look at; jobs are taken nevertheless.');
const ready = z.object({ status: z.literal('ok'), warnings });
const unready = z.object({ status: z.literal('unavailable'), reasons: z.array(z.string()).describe('What is missing, and what to do.'), warnings });

export const readyz: Route = (app, { jobs, disks }) => {
  app.get('/readyz', {
    config: { public: true, uncounted: true },
    schema: { operationId: 'readyz', tags: ['service'], summary: 'Whether jobs can be taken', security: [], response: { 200: ready, 503: unready } },
  }, async (_request, reply) => {
    const [queue, full] = await Promise.all([jobs.health(), fullDisks(disks)]);
    const reasons = [...queue.reasons, ...full];
    if (reasons.length === 0) return reply.send({ status: 'ok' as const, warnings: queue.warnings });
    return reply.code(503).header('retry-after', '2').send({ status: 'unavailable' as const, reasons, warnings: queue.warnings });
  });
};
