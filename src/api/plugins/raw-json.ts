import type { FastifyError, FastifyRequest } from 'fastify';
import { TrainyardError } from '../../engine/index.ts';
import type { ApiApp } from '../deps.ts';
import { unreadableJson } from '../unreadable-json.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The body stays as it came, a `RawJson`: the handler reads it. */
    rawJson?: boolean;
    /** Forms are read too, by the handler. */
    forms?: boolean;
  }
}

/** A body of JSON that nobody has read yet. */
export class RawJson {
  readonly bytes: Buffer;
  readonly #parse: (text: string) => unknown;

  constructor(bytes: Buffer, parse: (text: string) => unknown) {
    this.bytes = bytes;
    this.#parse = parse;
  }

  /** Throws what every other route answers for such a body. */
  read(): unknown {
    return this.#parse(this.bytes.toString('utf8'));
  }
}

/** Large bodies of numbers are read by those who know what they look like. */
export function addRawJson(app: ApiApp): void {
  const standard = app.getDefaultJsonParser('error', 'error');
  const parse = (request: FastifyRequest) => (text: string): unknown => {
    let [failure, value]: [Error | null, unknown] = [null, undefined];
    void standard(request as never, text, (error, parsed) => ([failure, value] = [error, parsed]));
    if (failure) throw asSaid(failure, text);
    return value;
  };
  app.addHook('preValidation', async (request) => {
    const { body, routeOptions: { config } } = request;
    if (config.rawJson && (body === undefined || body === null) && !(config.forms && request.isMultipart())) throw new TrainyardError('malformed-request', 'The request has no body.', { hint: 'Send a JSON document with Content-Type: application/json.' });
  });
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    if (request.routeOptions.config.rawJson) return done(null, new RawJson(body, parse(request)));
    const text = body.toString('utf8');
    return standard(request as never, text, (error, parsed) => done(error && asSaid(error, text), parsed));
  });
}

/** Fastify does not say where a body breaks. */
const asSaid = (failure: Error, text: string): Error => ((failure as Partial<FastifyError>).code === 'FST_ERR_CTP_INVALID_JSON_BODY' ? unreadableJson(text) : failure);
