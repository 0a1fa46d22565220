import { z } from 'zod';
import { cookieOf, SESSION_COOKIE, sessionCookie } from '../../cookies.ts';
import type { Route } from '../../deps.ts';
import { problems } from '../../schemas/common.ts';

export const closeSession: Route = (app, { access }) => {
  app.delete('/api/v1/sessions/current', {
    config: { scope: 'read', audit: 'session.closed' },
    schema: { operationId: 'closeSession', tags: ['access'], summary: 'Sign a browser out', response: { 204: z.null().describe('The session of the cookie, if there was one, has ended.'), ...problems(503) } },
  }, async (request, reply) => {
    const session = cookieOf(request.headers.cookie, SESSION_COOKIE);
    if (session !== null) await access.passes.end('session', session);
    return reply.code(204).header('set-cookie', sessionCookie('', { seconds: 0, secure: request.protocol === 'https' })).send(null);
  });
};
