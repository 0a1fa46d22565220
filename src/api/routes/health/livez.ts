import { z } from 'zod';
import type { Route } from '../../deps.ts';

export const livez: Route = (app) => {
  app.get('/livez', {
    config: { public: true, uncounted: true },
    schema: { operationId: 'livez', tags: ['service'], summary: 'Whether the process runs', security: [], response: { 200: z.object({ status: z.literal('ok') }) } },
  }, () => ({ status: 'ok' as const }));
};
