/**
 * The short way of ordinary predictions: a known key, a usual address and body, and a model that answers. Around a small network Fastify's dozen hooks
 * take several times as long as the network (docs/adr/0015-short-way.md). Whatever is not ordinary, and every error, goes to Fastify as if nobody
 * had looked at it, so that there is one place that says no.
 */
import type { IncomingHttpHeaders, IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Principal } from '../../access/index.ts';
import { grants } from '../../access/index.ts';
import { newId } from '../../ids/index.ts';
import type { ApiApp, ApiDeps } from '../deps.ts';
import { SAFE_HEADERS } from '../plugins/headers.ts';
import { BINARY } from '../prediction-samples.ts';
import { type Door, doors, JSON_TYPE, referenceOf, type Written } from './doors.ts';
import { remember } from './early.ts';
import { readBody } from './read-body.ts';
import { release } from './release.ts';
import { KeyHashes } from './key-hashes.ts';

const TYPES = new Set<string | undefined>([JSON_TYPE, `${JSON_TYPE}; charset=utf-8`, BINARY]);
/** Larger bodies have time for the long way. */
const MOST_BYTES = 2 ** 20;
const FIXED_HEADERS: readonly string[] = Object.entries({ ...SAFE_HEADERS, 'cache-control': 'no-store' }).flat();

interface Asked {
  door: Door;
  model: string;
  version: string | undefined;
  bytes: number;
}

type Sent = Pick<Asked, 'model' | 'version'> & { body: Buffer; headers: IncomingHttpHeaders; alone: boolean };

/** From the moment the app listens until it begins to close: then Fastify tells clients to go elsewhere. */
export function addShortcut(app: ApiApp, deps: ApiDeps): void {
  let closing = false;
  app.addHook('onReady', (done) => {
    const [fastify] = app.server.listeners('request') as RequestListener[];
    app.server.off('request', fastify).on('request', shortcut(deps, fastify, () => closing));
    done();
  });
  app.addHook('preClose', (done) => {
    closing = true;
    done();
  });
}

function shortcut(deps: ApiDeps, longWay: RequestListener, closing: () => boolean): RequestListener {
  const { access, models, predictor, metrics } = deps;
  const hashes = new KeyHashes();
  /** that was answered last */
  let lastSocket: Socket | null = null;

  async function answer(request: IncomingMessage, response: ServerResponse, { door, model, version, bytes }: Asked): Promise<void> {
    const since = performance.now();
    const principal = await whoAsks(request);
    if (!principal || !grants(principal.scopes, 'predict') || !(await access.allows(principal))) return longWay(request, response);
    const body = await readBody(request, bytes);
    const alone = request.socket === lastSocket;
    lastSocket = request.socket;
    const written = await predicted(door, { model, version, body, headers: request.headers, alone });
    if (written === null) {
      remember(request, { principal, body });
      return longWay(request, response);
    }
    release(body);
    if (closing()) response.setHeader('connection', 'close');
    send(response, written);
    metrics.predicted({ model, status: 200, seconds: (performance.now() - since) / 1000 });
  }

  /** Null: the body is not a usual one, or there is something to say about it. */
  async function predicted(door: Door, { model, version: wanted, body, headers, alone }: Sent): Promise<Written | null> {
    try {
      const version = await models.get(model, referenceOf(wanted));
      const usual = door.read(version, body, headers);
      if (usual === null) return null;
      const { inputs, count } = usual;
      const written = usual.answer(await predictor.predict({ model, version, inputs, count, alone }));
      if (inputs.buffer !== body.buffer) release(inputs);
      return written;
    } catch {
      return null; // the long way meets the same error, and says so
    }
  }

  function whoAsks({ headers: { authorization }, socket }: IncomingMessage): Principal | null | Promise<Principal | null> {
    const hash = hashes.of(socket, authorization);
    return hash === null ? null : access.recognise(hash, socket.remoteAddress ?? '');
  }

  return (request, response) => {
    const asked = !closing() && (deps.trustedProxies.length === 0 || request.headers['x-forwarded-for'] === undefined) ? ordinary(request) : null;
    if (asked === null) longWay(request, response);
    else answer(request, response, asked).catch((error: unknown) => deps.log.warn({ err: error }, 'a prediction was not answered'));
  };
}

/** What is asked, as far as the head of the request says. */
function ordinary({ method, url = '', headers }: IncomingMessage): Asked | null {
  if (method !== 'POST') return null;
  const bytes = Number(headers['content-length']);
  if (!TYPES.has(headers['content-type']) || !(bytes > 0 && bytes <= MOST_BYTES) || headers['content-encoding'] !== undefined || headers['idempotency-key'] !== undefined) return null;
  for (const door of doors) {
    const found = door.address.exec(url);
    if (found) return { door, model: found[1], version: found[2], bytes };
  }
  return null;
}

function send(response: ServerResponse, { type, body, headers = [] }: Written): void {
  response.writeHead(200, [...FIXED_HEADERS, ...headers, 'x-request-id', newId('req_'), 'content-type', type, 'content-length', String(Buffer.byteLength(body))]);
  // A string goes out in one piece with its head, a buffer in a second one.
  if (typeof body === 'string') response.end(body);
  else response.end(body.toString('latin1'), 'latin1');
}
