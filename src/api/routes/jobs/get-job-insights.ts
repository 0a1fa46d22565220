import { z } from 'zod';
import type { Route } from '../../deps.ts';
import { problems } from '../../schemas/common.ts';
import { jobInsightsSchema } from '../../schemas/insights.ts';
import { jobIdSchema } from '../../schemas/job.ts';
import { insightsWire } from '../../wire/insights.ts';

export const getJobInsights: Route = (app, { jobs }) => {
  app.get('/api/v1/jobs/:id/insights', {
    schema: {
      operationId: 'getJobInsights',
      tags: ['jobs'],
      summary: 'Look into a network while it trains, and at what it reads wrongly afterwards',
      description: 'Of jobs whose spec has `insights`.',
      params: jobIdSchema,
      querystring: z.strictObject({ step: z.coerce.number().int().min(0).optional().describe('One of `steps`; by default the newest.') }),
      response: { 200: jobInsightsSchema, ...problems(400, 404, 503) },
    },
  }, async (request) => insightsWire(request.params.id, await jobs.insights(request.params.id, request.query.step ?? null)));
};
