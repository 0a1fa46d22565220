/** `Idempotency-Key`: a request that creates something, sent again with the same key and body, is answered as the first time. */
import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { TrainyardError } from '../../engine/index.ts';
import type { ApiApp, ApiDeps } from '../deps.ts';
import { principalOf } from './auth.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The answer holds a secret, which is not kept to be answered again. */
    secretAnswer?: boolean;
  }
  interface FastifyRequest {
    /** of a request with a key that is being done now */
    idempotency?: { key: string; resource: string };
  }
}

const KEY = /^[\x21-\x7e]{1,255}$/;
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

export function addIdempotency(app: ApiApp, { jobs: { idempotency } }: ApiDeps): void {
  app.addHook('preHandler', async (request, reply) => {
    const given = request.headers['idempotency-key'];
    if (given === undefined || !creates(request)) return undefined;
    if (typeof given !== 'string' || !KEY.test(given)) throw new TrainyardError('malformed-request', 'The Idempotency-Key has to be 1 to 255 visible ASCII characters.', { hint: 'Use a random UUID for each request.' });
    if (request.routeOptions.config.secretAnswer) throw new TrainyardError('malformed-request', 'The answer to this operation is a secret and is not kept to be sent again.', { hint: 'Leave the Idempotency-Key out.' });
    if (request.isMultipart() || !plain(request.body)) throw new TrainyardError('malformed-request', 'Idempotency-Key works with JSON bodies only.', { hint: 'Leave it out: a dataset sent again is no second one; whether a model is there is said by GET /api/v1/models/{name}.' });
    // a key belongs to whoever sent it, and to one address
    const key = sha256([principalOf(request).keyId, request.url.split('?', 1)[0], given].join('\n'));
    const begun = await idempotency.begin(key, sha256(`${request.url}\n${JSON.stringify(request.body ?? null)}`));
    switch (begun.state) {
      case 'new':
        request.idempotency = { key, resource: begun.resource };
        return undefined;
      case 'answered':
        return reply.code(begun.answer.status).headers({ ...begun.answer.headers, 'idempotency-replayed': 'true' }).serializer(String).send(begun.answer.body as never);
      case 'in-flight':
        throw new TrainyardError('in-flight', 'A request with this Idempotency-Key is being answered.', { hint: 'Send it again in a moment.' });
      case 'other-request':
        throw new TrainyardError('key-reused', 'This Idempotency-Key was used with another request.', { hint: 'Use a new key for a new request; send the same bytes to repeat one.' });
    }
  });
  app.addHook('onSend', async (request, reply, payload) => {
    if (!request.idempotency || typeof payload !== 'string') return payload;
    // what was done is done: without Redis the key stays in flight, and the next request with it finds the resource by its id
    await keep(request.idempotency.key, reply, payload).catch((error: unknown) => request.log.warn({ err: error }, 'the answer to an idempotent request was not kept'));
    return payload;
  });

  async function keep(key: string, reply: FastifyReply, body: string): Promise<void> {
    const { statusCode } = reply;
    if (statusCode >= 300) return idempotency.abandon(key);
    const headers = Object.fromEntries(['location', 'content-type'].flatMap((name) => (reply.getHeader(name) === undefined ? [] : [[name, String(reply.getHeader(name))]])));
    return idempotency.finish(key, { status: statusCode, headers, body });
  }
}

const creates = ({ method, routeOptions }: FastifyRequest): boolean => method === 'POST' && Object.hasOwn((routeOptions.schema?.response as object | undefined) ?? {}, '201');

const plain = (body: unknown): boolean => body === undefined || body === null || (typeof body === 'object' && !Buffer.isBuffer(body) && !('pipe' in body));
