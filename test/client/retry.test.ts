import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import {
  ConflictError, createClient, ForbiddenError, InvalidRequestError, NotFoundError, TooManyRequestsError, TrainyardApiError, TrainyardConnectionError, UnauthorizedError, UnavailableError,
} from '../../src/client/index.ts';
import type { ClientOptions } from '../../src/client/index.ts';
import { deadAddress, half, json, problem, serve as serveAnswers, torn } from './support.ts';
import type { Answer } from './support.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const now = { 'retry-after': '0' };
const job = json({ object: 'job', id: 'job_1' });
const created = json({ object: 'job', id: 'job_1' }, 201);
const spec = { model: 'm', network: { preset: 'two-layer-net' }, dataset: { name: 'xor' } };

async function serve(answers: Answer[], options: Partial<ClientOptions> = {}) {
  const { url, seen } = await serveAnswers(...answers);
  return { client: createClient({ baseUrl: url, apiKey: 'key', ...options }), seen };
}

describe('a request is sent again', () => {
  test.each<[string, Answer]>([['429', problem(429, 'too-many-requests', now)], ['503', problem(503, 'redis-unavailable', now)], ['502 of a proxy', (response) => response.writeHead(502).end('<h1>')], ['a lost connection', torn], ['half an answer', half]])('after %s', async (_, failure) => {
    const { client, seen } = await serve([failure, failure, job]);
    expect(await client.jobs.get('job_1')).toMatchObject({ id: 'job_1' });
    expect(seen).toHaveLength(3);
  });

  test('with the same Idempotency-Key, so that nothing is made twice', async () => {
    const { client, seen } = await serve([torn, problem(409, 'in-flight'), created]);
    expect(await client.jobs.create(spec)).toMatchObject({ id: 'job_1' });
    const keys = seen.map(({ headers }) => headers['idempotency-key']);
    expect(keys[0]).toMatch(/^[0-9a-f]{32}$/);
    expect(new Set(keys).size).toBe(1);
  });

  test('with the key that the caller chose', async () => {
    const { client, seen } = await serve([created]);
    await client.jobs.create(spec, { idempotencyKey: 'mine' });
    expect(seen[0].headers['idempotency-key']).toBe('mine');
  });

  test('with its whole body', async () => {
    const bodies: string[] = [];
    const read = (then: Answer): Answer => (response, request) => {
      let body = '';
      request.on('data', (chunk) => (body += String(chunk))).on('end', () => {
        bodies.push(body);
        then(response, request);
      });
    };
    const { client } = await serve([read(problem(503, 'x', now)), read(json({ object: 'dataset', name: 'flowers' }, 201))]);
    const sent: number[] = [];
    await client.datasets.create({ name: 'flowers', format: 'csv', files: { file: new Blob(['1,2,3\n'.repeat(20_000)]) } }, { onProgress: (bytes, total) => sent.push(bytes / total) });
    expect(bodies).toHaveLength(2);
    for (const body of bodies) expect(body).toContain('1,2,3\n'.repeat(20_000));
    expect(sent.filter((share) => share === 1).length).toBeGreaterThanOrEqual(2);
  });
});

describe('a request is not sent again', () => {
  test('more often than asked', async () => {
    const { client, seen } = await serve([problem(503, 'redis-unavailable', now)], { retries: 1 });
    await expect(client.jobs.get('x')).rejects.toBeInstanceOf(UnavailableError);
    expect(seen).toHaveLength(2);
    await expect(client.jobs.get('x', { retries: 0 })).rejects.toMatchObject({ retryAfter: 0 });
    expect(seen).toHaveLength(3);
  });

  test('when the service asks for more patience than a minute', async () => {
    const { client, seen } = await serve([problem(429, 'too-many-jobs', { 'retry-after': '3600' })]);
    await expect(client.jobs.create(spec)).rejects.toMatchObject({ name: 'TooManyRequestsError', retryAfter: 3600 });
    expect(seen).toHaveLength(1);
  });

  test('after a lost connection, when it would make something a second time', async () => {
    const { client, seen } = await serve([torn]);
    await expect(client.keys.create({ name: 'k', scopes: ['read'] })).rejects.toBeInstanceOf(TrainyardConnectionError);
    expect(seen).toHaveLength(1);
  });

  test('once it was aborted, also between two attempts', async () => {
    const { client, seen } = await serve([problem(503, 'redis-unavailable', { 'retry-after': '30' })]);
    const stop = new AbortController();
    const answer = client.jobs.get('x', { signal: stop.signal });
    await expect.poll(() => seen.length).toBe(1);
    stop.abort(new Error('enough'));
    await expect(answer).rejects.toThrow('enough');
  });

  test.each<[string, Answer]>([['while it waits to ask again', problem(503, 'redis-unavailable', { 'retry-after': '30' })], ['while nobody answers', () => undefined]])('once it was aborted after memory was collected, %s', async (_, answer) => {
    const { client, seen } = await serve([answer]);
    const asking = [
      (signal: AbortSignal) => client.jobs.get('x', { signal }),
      (signal: AbortSignal) => client.predictRows('m', Float32Array.of(1), null, { signal }),
      (signal: AbortSignal) => client.datasets.create({ name: 'd', format: 'csv', files: { file: new Blob(['1,2']) } }, { signal, onProgress: () => undefined }),
    ];
    for (const [n, ask] of asking.entries()) {
      const stop = new AbortController();
      const answered = ask(stop.signal);
      await expect.poll(() => seen.length).toBe(n + 1);
      for (let times = 0; times < 3; times++) {
        await sleep(20);
        collectGarbage();
      }
      stop.abort(new Error('enough'));
      await expect(answered).rejects.toThrow('enough');
    }
  }, 20_000);
});

describe('errors', () => {
  test.each([[400, InvalidRequestError], [401, UnauthorizedError], [403, ForbiddenError], [404, NotFoundError], [409, ConflictError], [413, InvalidRequestError], [422, InvalidRequestError], [429, TooManyRequestsError], [503, UnavailableError]])('of %s have a class, and say where, why and what to do', async (status, Type) => {
    const { client } = await serve([problem(status, 'some-code')], { retries: 0 });
    const error = await client.jobs.get('x').catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Type);
    expect(error).toBeInstanceOf(TrainyardApiError);
    expect(error).toMatchObject({ name: Type.name, status, code: 'some-code', message: 'no', hint: 'do', issues: [{ pointer: '#/epochs' }] });
  });

  test('of answers that are no problem documents are errors all the same', async () => {
    const { client } = await serve([(response) => response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad gateway</h1>')], { retries: 0 });
    await expect(client.jobs.get('x')).rejects.toMatchObject({ name: 'TrainyardApiError', status: 502, code: 'unknown', problem: null, issues: [] });
  });

  test('of an address where nobody listens name it and the reason', async () => {
    const baseUrl = await deadAddress();
    const client = createClient({ baseUrl, retries: 0 });
    await expect(client.jobs.get('x')).rejects.toThrow(`The service at ${baseUrl} does not answer (ECONNREFUSED).`);
    expect(await client.ready()).toBe(false);
  });

  test('of an address that is none are thrown at once', () => {
    expect(() => createClient({ baseUrl: '127.0.0.1' })).toThrow(/^baseUrl: "127.0.0.1" is no address; say where/);
    expect(() => createClient()).toThrow(/^baseUrl: is missing/);
  });
});
