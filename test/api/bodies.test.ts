import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import fastify from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ApiApp } from '../../src/api/deps.ts';
import { addBodies } from '../../src/api/plugins/bodies.ts';
import { problemSchema } from '../../src/api/schemas/common.ts';
import { KEY, post, smallJob, startTestApi } from './support.ts';
import type { TestApi } from './support.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

/** Everything that comes back for these bytes, until the connection is closed. */
async function answerTo(url: string, bytes: string | Uint8Array): Promise<{ head: string; body: string }> {
  const socket = connect({ host: '127.0.0.1', port: Number(new URL(url).port) });
  socket.on('error', () => {});
  let text = '';
  socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
  socket.write(bytes);
  await once(socket, 'close');
  const [head, body = ''] = text.split('\r\n\r\n');
  return { head, body };
}

describe('a body that an operation does not read is 415', () => {
  const form = (): RequestInit => {
    const body = new FormData();
    body.set('model', 'x');
    return { method: 'POST', body };
  };
  const cases: [string, string, RequestInit][] = [
    ['bytes for a job', '/api/v1/jobs', { method: 'POST', headers: { 'content-type': 'application/octet-stream' }, body: JSON.stringify(smallJob) }],
    ['a form for a job', '/api/v1/jobs', form()],
    ['a form for a gradient check', '/api/v1/gradient-checks', form()],
    ['bytes for a dataset', '/api/v1/datasets', { method: 'POST', headers: { 'content-type': 'Application/Octet-Stream; x=y' }, body: 'abc' }],
    ['a packed job', '/api/v1/jobs', post(smallJob, { 'content-encoding': 'gzip' })],
  ];
  test.each(cases)('%s', async (_what, path, init) => {
    const response = await api.request(path, init);
    expect(response.status).toBe(415);
    expect(await response.json()).toMatchObject({ code: 'unsupported-media-type' });
  });

  test('also for the foreign protocols, in their words', async () => {
    const response = await api.request('/v1/models/xor-net:predict', { method: 'POST', headers: { 'content-type': 'application/octet-stream' }, body: 'abc' });
    expect(response.status).toBe(415);
    expect(await response.json()).toEqual({ error: expect.stringContaining('no rows of bytes') });
  });
});

describe('bytes that are no request are answered with a problem document', () => {
  const request = (lines: string) => `${lines}Host: x\r\nAuthorization: Bearer ${KEY}\r\n`;
  test.each([
    ['noise', 'no\u0000ise\r\n\r\n', 400],
    ['an address that is not encoded', `${request('GET /api/v1/models/é HTTP/1.1\r\n')}\r\n`, 400],
    ['two lengths', `${request('POST /api/v1/jobs HTTP/1.1\r\n')}Content-Type: application/json\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n`, 400],
    ['a header of 20 KB', `${request('GET /livez HTTP/1.1\r\n')}X: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
  ])('%s', async (_what, bytes, status) => {
    const { head, body } = await answerTo(api.url, bytes);
    expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    for (const line of ['content-type: application/problem+json; charset=utf-8', 'x-content-type-options: nosniff', "content-security-policy: default-src 'none'; frame-ancestors 'none'", 'connection: close']) expect(head).toContain(line);
    const problem = problemSchema.strict().parse(JSON.parse(body));
    expect(problem).toMatchObject({ status, code: 'malformed-request' });
    expect(head).toContain(`x-request-id: ${problem.requestId}`);
  });

  test('an address with a part that is too long says so', async () => {
    const response = await api.request(`/api/v1/jobs/${'a'.repeat(200)}`);
    expect(response.status).toBe(414);
    expect(await response.json()).toMatchObject({ title: 'Address too long', detail: 'A part of the address is too long.' });
  });
});

test('a body that stalls ends the connection; one that arrives does not end what comes later', async () => {
  const app = fastify() as unknown as ApiApp;
  addBodies(app, 200);
  app.post('/', async () => {
    await sleep(600);
    return { read: true };
  });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  try {
    const head = 'POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"a":';
    expect((await answerTo(url, head)).body).toBe('');
    expect(await (await fetch(url, post({ a: 1 }))).json()).toEqual({ read: true });
  } finally {
    await app.close();
  }
});

test('a request under way when the API stops is answered; the next one is not taken', async () => {
  const stopped = await startTestApi();
  const body = JSON.stringify(smallJob);
  const socket = connect({ host: '127.0.0.1', port: Number(new URL(stopped.url).port) });
  let text = '';
  socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const closed = once(socket, 'close');
  const arrived = once(stopped.app.server, 'request');
  socket.write(`POST /api/v1/jobs HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${KEY}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body.slice(0, 20)}`);
  await arrived;
  const closing = stopped.close();
  await expect.poll(() => fetch(`${stopped.url}/livez`).then(() => 'taken', () => 'refused')).toBe('refused');
  socket.write(body.slice(20));
  await closed; // by the API, at once
  expect(text).toMatch(/^HTTP\/1.1 201 [^]*connection: close[^]*"status":"queued"/i);
  await closing;
});
