import { z } from 'zod';
import type { Route } from '../../deps.ts';
import { list, listOf, problems } from '../../schemas/common.ts';
import { sweepIdSchema, trialSchema } from '../../schemas/sweep.ts';
import { trialsCsv, trialWire } from '../../wire/sweep.ts';

export const listTrials: Route = (app, { jobs }) => {
  app.get('/api/v1/sweeps/:id/trials', {
    schema: {
      operationId: 'listTrials',
      tags: ['sweeps'],
      summary: 'List all trials of a sweep, as JSON or as a table',
      description: 'As CSV with `format=csv`, or where Accept asks for text/csv.',
      params: sweepIdSchema,
      querystring: z.strictObject({ format: z.enum(['json', 'csv']).optional().describe('By default what Accept asks for, else json.') }),
      response: { 200: { description: 'The trials.', content: { 'application/json': { schema: listOf(trialSchema) } } }, ...problems(400, 404, 503) },
    },
  }, async (request, reply) => {
    const trials = await jobs.sweeps.trials(request.params.id);
    const format = request.query.format ?? (/\btext\/csv\b/.test(request.headers.accept ?? '') ? 'csv' : 'json');
    if (format === 'csv') return reply.header('content-type', 'text/csv; charset=utf-8').serializer(String).send(trialsCsv(trials) as never);
    return list(trials.map(trialWire), (trial) => String(trial.number)) as never;
  });
};
