import { z } from 'zod';
import type { Route } from '../../deps.ts';
import { limitSchema, list, listOf, problems } from '../../schemas/common.ts';
import { sweepSchema } from '../../schemas/sweep.ts';
import { sweepWire } from '../../wire/sweep.ts';

export const listSweeps: Route = (app, { jobs }) => {
  app.get('/api/v1/sweeps', {
    schema: { operationId: 'listSweeps', tags: ['sweeps'], summary: 'List sweeps, newest first', querystring: z.strictObject({ limit: limitSchema }), response: { 200: listOf(sweepSchema), ...problems(400, 503) } },
  }, async (request) => list((await jobs.sweeps.list(request.query.limit)).map(sweepWire), (sweep) => sweep.id));
};
