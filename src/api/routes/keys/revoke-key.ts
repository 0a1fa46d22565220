import { z } from 'zod';
import type { Route } from '../../deps.ts';
import { keySchema } from '../../schemas/access.ts';
import { problems } from '../../schemas/common.ts';

export const revokeKey: Route = (app, { access }) => {
  app.delete('/api/v1/keys/:id', {
    config: { scope: 'admin', audit: 'key.revoked' },
    schema: {
      operationId: 'revokeKey',
      tags: ['access'],
      summary: 'Revoke an API key',
      description: 'No process takes it from the next request on, nor a session made with it. Its jobs go on. The key of the settings answers 409.',
      params: z.object({ id: z.string().max(64).describe('Id of the key.') }),
      response: { 200: keySchema, ...problems(404, 409, 503) },
    },
  }, async ({ params: { id } }) => {
    const key = await access.keys.revoke(id);
    return { object: 'key' as const, ...key, scopes: [...key.scopes] };
  });
};
