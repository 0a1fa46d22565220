import type { Route } from '../../deps.ts';
import { principalOf } from '../../plugins/auth.ts';
import { ticketSchema } from '../../schemas/access.ts';
import { problems } from '../../schemas/common.ts';

export const createTicket: Route = (app, { access }) => {
  app.post('/api/v1/tickets', {
    config: { scope: 'read', secretAnswer: true },
    schema: {
      operationId: 'createTicket',
      tags: ['access'],
      summary: 'Make a ticket for an event stream',
      description: 'An EventSource cannot send a key: `?ticket=` opens one event stream, once, within 60 seconds, and nothing else. Ask for a new one to connect again.',
      response: { 201: ticketSchema, ...problems(400, 413, 415, 503) },
    },
  }, async (request, reply) => {
    const { token, expiresAt } = await access.passes.give('ticket', principalOf(request));
    return reply.code(201).send({ object: 'ticket' as const, ticket: token, expiresAt });
  });
};
