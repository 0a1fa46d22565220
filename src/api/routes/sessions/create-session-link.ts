import type { Route } from '../../deps.ts';
import { principalOf } from '../../plugins/auth.ts';
import { sessionLinkSchema } from '../../schemas/access.ts';
import { problems } from '../../schemas/common.ts';

export const createSessionLink: Route = (app, { access }) => {
  app.post('/api/v1/sessions/links', {
    config: { scope: 'read', secretAnswer: true, audit: 'session.link-created' },
    schema: {
      operationId: 'createSessionLink',
      tags: ['access'],
      summary: 'Make a link that signs a browser in',
      description: 'It works once, within 10 minutes; the session lasts 12 hours, may do what the key may that made the link, and ends with that key.',
      response: { 201: sessionLinkSchema, ...problems(400, 413, 415, 503) },
    },
  }, async (request, reply) => {
    const { token, expiresAt } = await access.passes.give('link', principalOf(request));
    return reply.code(201).send({ object: 'session_link' as const, path: `/login?token=${token}`, expiresAt });
  });
};
