import createFetchClient from 'openapi-fetch';
import type { operations, paths } from './api.gen.ts';
import { apiError } from './errors.ts';
import { sendUntilAnswered } from './retry.ts';
import type { RetryPolicy, Send } from './retry.ts';

export interface ClientOptions {
  /** Where the service listens, such as `http://127.0.0.1:8080`. In a browser by default where the page came from. */
  baseUrl?: string;
  /** Without one a browser sends the cookie of its session. */
  apiKey?: string;
  /** How often a request is sent again after 429, 503 or a lost connection; 2 unless told, 0 for never. */
  retries?: number;
  /** Whether cookies travel; `same-origin` unless told, `omit` with a key. */
  credentials?: RequestCredentials;
  /** Another `fetch`, for proxies and tests. */
  fetch?: typeof fetch;
}

/** What every method takes as its last argument. */
export interface CallOptions {
  /** Ends the call, also while it waits for another attempt; the call rejects with the signal's reason. */
  signal?: AbortSignal;
  /** Of this call, instead of the client's. */
  retries?: number;
}

/** Of methods that create something. */
export interface CreateOptions extends CallOptions {
  /** Random unless told: calls with equal keys and bodies create one thing, also across restarts of the caller. */
  idempotencyKey?: string;
}

/** Options of `http` for one call. */
type Sending = {
  fetch: (request: Request) => Promise<Response>;
};

/** What the methods of all resources share. */
export interface Connection {
  root: string;
  http: ReturnType<typeof createFetchClient<paths>>;
  /** One request, without retries: for streams. */
  fetch: (path: string, init?: RequestInit) => Promise<Response>;
  /** Of a call that may be repeated. */
  call(options?: CallOptions): Sending;
  /** Of a call that creates something; it carries an `Idempotency-Key`. */
  create(options?: CreateOptions): Sending & { headers: Record<string, string> };
  /** Of a call that creates something and cannot carry such a key. */
  createOnce(options?: CallOptions): Sending;
  /** A request outside of `http`: with another body than JSON. */
  request(path: string, init: RequestInit, options?: Partial<RetryPolicy> & { send?: Send }): Promise<Response>;
}

const DEFAULT_RETRIES = 2;

export function connect({ baseUrl, apiKey, retries: clientRetries = DEFAULT_RETRIES, credentials, fetch: given }: ClientOptions): Connection {
  const root = rootOf(baseUrl);
  // looked up at each call: a test or a service worker may replace it
  const fetchOnce = (input: Request | string, init?: RequestInit): Promise<Response> => (given ?? globalThis.fetch)(input, init);
  const send: Send = (request, signal) => fetchOnce(request, signal && { signal });
  const headers: Record<string, string> = apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` };
  const common = { headers, credentials: credentials ?? (apiKey === undefined ? 'same-origin' as const : 'omit' as const) };
  const initOf = (init: RequestInit): RequestInit => ({ ...common, ...init, headers: { ...headers, ...init.headers as Record<string, string> } });
  const sending = ({ signal, retries = clientRetries }: CallOptions, repeatable: boolean): Sending =>
    ({ fetch: (request) => sendUntilAnswered(() => request.clone(), send, { retries, repeatable, signal }) });
  return {
    root,
    http: createFetchClient<paths>({ baseUrl: root, ...common }),
    fetch: (path, init = {}) => fetchOnce(`${root}${path}`, initOf(init)),
    call: (options = {}) => sending(options, true),
    create: ({ idempotencyKey = randomKey(), ...options } = {}) => ({ ...sending(options, true), headers: { 'idempotency-key': idempotencyKey } }),
    createOnce: (options = {}) => sending(options, false),
    request: (path, init, { retries = clientRetries, repeatable = true, signal, send: other = send } = {}) => sendUntilAnswered(() => new Request(`${root}${path}`, initOf(init)), other, { retries, repeatable, signal }),
  };
}

function rootOf(baseUrl: string | undefined): string {
  const root = (baseUrl ?? (globalThis.location as Location | undefined)?.origin ?? '').replace(/\/+$/, '');
  if (!URL.canParse(root)) throw new TypeError(`baseUrl: ${root === '' ? 'is missing' : `"${root}" is no address`}; say where the service listens, such as http://127.0.0.1:8080`);
  return root;
}

/** 128 bits. Browsers have `crypto.randomUUID` in secure contexts only, and a service in a local network may have no TLS. */
function randomKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

interface Answer {
  data?: unknown;
  error?: unknown;
  response: Response;
}

/** The document of an answer. `T` is what the OpenAPI document says of that operation: `Of<'operationId'>`. */
export function take<T>({ data, error, response }: Answer): T {
  if (response.ok && data !== undefined) return data as T;
  throw apiError(response, error);
}

/** An answer without a document. */
export function done({ error, response }: Answer): void {
  if (!response.ok) throw apiError(response, error);
}

export type Of<Operation extends keyof operations> = operations[Operation]['responses'] extends { 200: { content: { 'application/json': infer Body } } } ? Body : never;
export type Created<Operation extends keyof operations> = operations[Operation]['responses'] extends { 201: { content: { 'application/json': infer Body } } } ? Body : never;
export type QueryOf<Operation extends keyof operations> = operations[Operation] extends { parameters: { query?: infer Query } } ? Query : never;
