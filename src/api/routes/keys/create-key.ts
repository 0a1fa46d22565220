import type { Route } from '../../deps.ts';
import { documentOnly, parseRequest } from '../../plugins/validation.ts';
import { keyRequestSchema, newKeySchema } from '../../schemas/access.ts';
import { problems } from '../../schemas/common.ts';

export const createKey: Route = (app, { access }) => {
  app.post('/api/v1/keys', {
    config: { scope: 'admin', secretAnswer: true, audit: 'key.created' },
    schema: {
      operationId: 'createKey',
      tags: ['access'],
      summary: 'Make an API key',
      description: 'The answer holds the key, this once. Idempotency-Key is refused here.',
      body: documentOnly(keyRequestSchema),
      response: { 201: newKeySchema, ...problems(400, 413, 415, 422, 503) },
    },
  }, async (request, reply) => {
    const { name, scopes, expiresAt, limits } = parseRequest(keyRequestSchema, request.body ?? {});
    const { queued = access.queuedJobs, running } = limits;
    const { key, record } = await access.keys.create({ name, scopes: [...new Set(scopes)], expiresAt, limits: { queued, running } });
    return reply.code(201).header('location', `/api/v1/keys/${record.id}`).send({ object: 'key', ...record, scopes: [...record.scopes], key });
  });
};
