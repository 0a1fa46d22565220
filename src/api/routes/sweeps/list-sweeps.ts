import { z } from 'zod';
import type { Route } from '../../deps.ts';
import { limitSchema, list, listOf, problems } from '../../schemas/common.ts';
import { sweepSchema } from '../../schemas/sweep.ts';
import { sweepWire } from '../../wire/sweep.ts';

const query = z.strictObject({ limit: limitSchema, after: z.string().max(64).optional().describe('Continue after this sweep (the lastId of the page before).') });

export const listSweeps: Route = (app, { jobs }) => {
  app.get('/api/v1/sweeps', {
    schema: { operationId: 'listSweeps', tags: ['sweeps'], summary: 'List sweeps, newest first', querystring: query, response: { 200: listOf(sweepSchema), ...problems(400, 503) } },
  }, async (request) => {
    const { data, hasMore } = await jobs.sweeps.list(request.query);
    return list(data.map(sweepWire), (sweep) => sweep.id, hasMore);
  });
};
