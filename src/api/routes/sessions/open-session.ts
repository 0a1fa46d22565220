import { z } from 'zod';
import { sessionCookie } from '../../cookies.ts';
import type { Route } from '../../deps.ts';
import { problems } from '../../schemas/common.ts';

/** Where a browser goes that has signed in. */
const START_PAGE = '/';
/** A path here and nothing else: browsers take `//name` and `/\\name` for another host, and leave out tabs and line ends before they look. */
const HERE = /^\/([\x21-\x2e\x30-\x5b\x5d-\x7e][\x21-\x7e]*)?$/;

export const openSession: Route = (app, { access }) => {
  app.get('/login', {
    exposeHeadRoute: false, // looking at a link does not use it up
    config: { public: true, audit: 'session.opened' },
    schema: {
      operationId: 'openSession',
      tags: ['access'],
      summary: 'Sign a browser in with a link',
      security: [],
      querystring: z.strictObject({
        token: z.string().max(128).describe('Of the link.'),
        to: z.string().max(512).regex(HERE, 'Expected a path of this service, such as /draw.').default(START_PAGE).describe('The page to go to, as a path.'),
      }),
      response: { 303: z.null().describe('Signed in: a cookie, and the way to the page.'), ...problems(400, 503) },
    },
  }, async (request, reply) => {
    const principal = await access.authenticate({ kind: 'link', secret: request.query.token }, { address: request.ip, requestId: request.id });
    const { token, seconds } = await access.passes.give('session', principal);
    request.principal = principal;
    return reply.code(303).header('set-cookie', sessionCookie(token, { seconds, secure: request.protocol === 'https' })).header('location', request.query.to).send(null);
  });
};
