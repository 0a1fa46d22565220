/** Which bodies an operation reads, said before anything of them is read. */
import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import { TrainyardError } from '../../engine/index.ts';
import type { ApiApp } from '../deps.ts';
import { earlyOf } from '../shortcut/early.ts';

const FORM = 'multipart/form-data';
const BYTES = 'application/octet-stream';
/** Milliseconds in which nothing more of a body arrives. */
const PATIENCE = 60_000;

export function addBodies(app: ApiApp, patience = PATIENCE): void {
  app.addHook('onRequest', (request, _reply, done) => {
    if (hasBody(request) && !earlyOf(request.raw)) hangUpWhenStalled(request.raw, patience);
    done();
  });
  app.addHook('preParsing', async (request, _reply, payload) => {
    const { headers, routeOptions: { url, schema, config } } = request;
    if (url === undefined || !hasBody(request)) return payload;
    const packing = headers['content-encoding'];
    if (packing !== undefined && packing !== 'identity') throw unread(`Bodies packed as ${packing.slice(0, 20)} are not read.`, 'Send the body as it is, without Content-Encoding.');
    const type = headers['content-type']?.split(';', 1)[0].trim().toLowerCase();
    const isForm = ((schema as { consumes?: readonly string[] } | undefined)?.consumes ?? []).includes(FORM) || config.forms === true;
    if (type === FORM && !isForm) throw unread('This operation reads no forms.', 'Send Content-Type: application/json.');
    if (type === BYTES && !/\/(predict|infer)$/.test(url)) throw unread('This operation reads no rows of bytes.', isForm ? 'Send multipart/form-data, as curl -F does.' : 'Send Content-Type: application/json.');
    const early = earlyOf(request.raw);
    return early ? Readable.from(early.body) : payload;
  });
}

const unread = (detail: string, hint: string): TrainyardError => new TrainyardError('unsupported-media-type', detail, { hint });

const hasBody = ({ headers }: FastifyRequest): boolean => headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

/** Without a listener of its own Node ends a socket that is silent for so long. */
export function hangUpWhenStalled(raw: IncomingMessage, patience = PATIENCE): void {
  raw.socket.setTimeout(patience);
  raw.once('end', () => raw.socket.setTimeout(0));
}
