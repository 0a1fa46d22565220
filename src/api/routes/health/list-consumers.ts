import { z } from 'zod';
import type { Route } from '../../deps.ts';
import { list, listOf, problems, timeSchema } from '../../schemas/common.ts';

const consumerSchema = z.object({
  object: z.literal('consumer'),
  id: z.string(),
  host: z.string(),
  build: z.string().describe('Of its kernels.'),
  threads: z.int().describe('That compute at once.'),
  busy: z.int().describe('Of them, those given to jobs.'),
  since: timeSchema.describe('When it was first seen. ISO 8601, UTC.'),
  lastSeenAt: timeSchema,
  alive: z.boolean().describe('Whether it was seen within 30 seconds.'),
}).meta({ id: 'Consumer', description: 'A process that takes jobs from the queue.' });

export const listConsumers: Route = (app, { jobs }) => {
  app.get('/api/v1/consumers', {
    schema: { operationId: 'listConsumers', tags: ['service'], summary: 'List the consumers seen in the last ten minutes', response: { 200: listOf(consumerSchema), ...problems(503) } },
  }, async () => list((await jobs.consumers()).map(({ seen, ...consumer }) => ({ object: 'consumer' as const, ...consumer, lastSeenAt: seen })), ({ id }) => id));
};
