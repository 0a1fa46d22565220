import { z } from 'zod';
import { TrainyardError } from '../../../engine/index.ts';
import type { Route } from '../../deps.ts';
import { plainProblems } from '../errors.ts';

const serverSchema = z.object({ name: z.string(), version: z.string(), extensions: z.array(z.string()) }).meta({ id: 'InferenceServer' });
const tags = ['open-inference'];

/** Who answers, and whether it can. */
export const openInferenceServer: Route = (app, { jobs, version }) => {
  app.get('/v2', {
    config: { plainErrors: true },
    schema: { operationId: 'openInferenceServer', summary: 'What this server is', tags, response: { 200: serverSchema, ...plainProblems(503) } },
  }, () => ({ name: 'trainyard', version, extensions: ['binary_tensor_data'] }));
  app.get('/v2/health/live', {
    config: { plainErrors: true },
    schema: { operationId: 'openInferenceLive', summary: 'Whether the server runs', tags, response: { 200: z.object({ live: z.literal(true) }), ...plainProblems(503) } },
  }, () => ({ live: true as const }));
  app.get('/v2/health/ready', {
    config: { plainErrors: true },
    schema: { operationId: 'openInferenceReady', summary: 'Whether the server can answer', tags, response: { 200: z.object({ ready: z.literal(true) }), ...plainProblems(503) } },
  }, async () => {
    const { ok, reasons } = await jobs.health();
    if (!ok) throw new TrainyardError('queue-unavailable', reasons.join('; '), { hint: 'See /readyz.' });
    return { ready: true as const };
  });
};
