/** Ordinary predictions do not pass through Fastify: whoever asks must not be able to tell. */
import diagnostics from 'node:diagnostics_channel';
import { once } from 'node:events';
import { type IncomingMessage, request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { KEY, post, smallJob, startTestApi, type TestApi } from './support.ts';

const RATE = 40;
let api: TestApi;
/** requests that Fastify handled */
let handled = 0;
const count = () => void (handled += 1);
beforeAll(async () => {
  api = await startTestApi(undefined, { failureLimit: 20 });
  await api.startConsumer();
  for (const spec of [smallJob, smallJob]) await api.client.jobs.wait((await api.client.jobs.create(spec)).id);
  expect((await api.request('/api/v1/models/xor-net/aliases/champion', { ...post({ version: 1 }), method: 'PUT' })).ok).toBe(true);
  diagnostics.subscribe('tracing:fastify.request.handler:start', count);
}, 60_000);
afterAll(async () => {
  diagnostics.unsubscribe('tracing:fastify.request.handler:start', count);
  await api.close();
});
beforeEach(() => {
  handled = 0;
});

interface Sent {
  path: string;
  headers: Record<string, string>;
  body: Buffer;
}

/** `encoded`: sent in pieces, which only Fastify takes. */
async function send({ path, headers, body }: Sent, { encoded = false, key = KEY } = {}) {
  const request = httpRequest(`${api.url}${path}`, { method: 'POST', headers: { ...headers, authorization: `Bearer ${key}`, ...(encoded ? { 'transfer-encoding': 'chunked' } : { 'content-length': body.length }) } });
  request.end(body);
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  const { date: _, 'x-request-id': id, ...rest } = response.headers;
  expect(id).toMatch(/^req_/);
  return { status: response.statusCode, headers: rest, body: Buffer.concat(chunks).toString('latin1') };
}

const json = (path: string, body: unknown, headers = {}): Sent => ({ path, headers: { 'content-type': 'application/json', ...headers }, body: Buffer.from(JSON.stringify(body)) });
const bytes = (path: string, values: number[], headers = {}): Sent => ({ path, headers: { 'content-type': 'application/octet-stream', ...headers }, body: Buffer.from(Float32Array.from(values).buffer) });
const tensor = (parameters?: object) => [{ name: 'input', shape: [2, 2], datatype: 'FP32', ...(parameters ? { parameters } : { data: [0, 1, 1, 1] }) }];

function binaryInference(path: string): Sent {
  const head = Buffer.from(JSON.stringify({ id: '7', inputs: tensor({ binary_data_size: 16 }), outputs: [{ name: 'output', parameters: { binary_data: true } }] }));
  return { path, headers: { 'content-type': 'application/octet-stream', 'inference-header-content-length': String(head.length) }, body: Buffer.concat([head, Buffer.from(Float32Array.of(0, 1, 1, 1).buffer)]) };
}

const many = Array.from({ length: 9000 }, (_, i) => [i % 2, 0.123456789 * (i % 7)]);
const rows = { accept: 'application/octet-stream' };
const USUAL: [string, Sent][] = [
  ['numbers', json('/api/v1/models/xor-net/predict', { inputs: [[0, 1], [1, 1]] })],
  ['numbers of many samples', json('/api/v1/models/xor-net/versions/1/predict', { inputs: many })],
  ['bytes for a document', bytes('/api/v1/models/xor-net/predict', [0, 1, 1, 0.5])],
  ['bytes for bytes', bytes('/api/v1/models/xor-net/versions/2/predict', [0, 1, 1, 0.5], rows)],
  ['many bytes', bytes('/api/v1/models/xor-net/predict', many.flat(), rows)],
  ['TensorFlow Serving', json('/v1/models/xor-net:predict', { instances: [[0, 1], [1, 1]] })],
  ['a version of TensorFlow Serving', json('/v1/models/xor-net/versions/1:predict', { instances: [[0, 1]] })],
  ['a label of TensorFlow Serving', json('/v1/models/xor-net/labels/champion:predict', { instances: [[0, 1]] }, { 'content-type': 'application/json; charset=utf-8' })],
  ['Open Inference', json('/v2/models/xor-net/infer', { id: 'x', inputs: tensor() })],
  ['an alias of Open Inference', json('/v2/models/xor-net/versions/champion/infer', { inputs: tensor() })],
  ['binary tensors', binaryInference('/v2/models/xor-net/infer')],
];

describe('the same answer by both ways', () => {
  test.each(USUAL)('%s', async (_, sent) => {
    const short = await send(sent);
    expect([short.status, handled]).toEqual([200, 0]);
    const long = await send(sent, { encoded: true });
    expect(handled).toBe(1);
    expect(short).toEqual(long);
  });

  test.each<[string, Sent, number]>([
    ['an unknown model', json('/api/v1/models/nobody/predict', { inputs: [[0, 1]] }), 404],
    ['an unknown version', json('/v1/models/xor-net/versions/77:predict', { instances: [[0, 1]] }), 404],
    ['samples of another shape', json('/api/v1/models/xor-net/predict', { inputs: [[0, 1, 2]] }), 422],
    ['half a row of bytes', bytes('/api/v1/models/xor-net/predict', [0, 1, 1]), 422],
    ['bytes that are no numbers', bytes('/api/v1/models/xor-net/predict', [0, NaN]), 422],
    ['no JSON', { ...json('/api/v1/models/xor-net/predict', 0), body: Buffer.from('{"inputs": [[0, 1]') }, 400],
    ['a member that is not known', json('/v1/models/xor-net:predict', { instances: [[0, 1]], mode: 1 }), 400],
    ['another tensor', json('/v2/models/xor-net/infer', { inputs: [{ ...tensor()[0], name: 'x' }] }), 400],
    ['too many samples', json('/api/v1/models/xor-net/predict', { inputs: Array.from({ length: 10_001 }, () => [0, 1]) }), 422],
    ['what is unusual', json('/api/v1/models/xor-net/predict', { inputs: [[0, 1]], topK: 1 }), 200],
    ['bytes at a door that reads none', bytes('/v1/models/xor-net:predict', [0, 1]), 415],
  ])('%s', async (_, sent, status) => {
    const [first, encoded] = [await send(sent), await send(sent, { encoded: true })];
    expect(first.status).toBe(status);
    expect({ ...first, body: first.body.replace(/req_\w+/, '') }).toEqual({ ...encoded, body: encoded.body.replace(/req_\w+/, '') });
  });
});

test('errors of the foreign protocols are whole sentences', async () => {
  const { body } = await send(json('/v1/models/nobody:predict', { instances: [[0, 1]] }));
  expect(JSON.parse(body)).toEqual({ error: 'There is no model "nobody". GET /api/v1/models lists what there is; a job registers its model when it succeeds.' });
});

describe('who may ask', () => {
  const usual = USUAL[0][1];
  const makeKey = async (scopes: string[]) => (await (await api.request('/api/v1/keys', post({ name: 'k', scopes }))).json()) as { key: string; record?: { id: string }; id?: string };

  test('keys with the scope, and no other; a revoked one no longer', async () => {
    const [good, other] = [await makeKey(['predict']), await makeKey(['read'])];
    handled = 0;
    expect((await send(usual, { key: good.key })).status).toBe(200);
    expect(handled).toBe(0);
    expect((await send(usual, { key: other.key })).status).toBe(403);
    const { data } = (await (await api.request('/api/v1/keys')).json()) as { data: { id: string; scopes: string[] }[] };
    await api.request(`/api/v1/keys/${data.find(({ scopes }) => scopes.join() === 'predict')!.id}`, { method: 'DELETE' });
    expect((await send(usual, { key: good.key })).status).toBe(401);
  });

  test('wrong keys are counted once each, and no more are looked at from an address that guesses', async () => {
    const answers: (number | undefined)[] = [];
    for (let n = 0; n < 24; n++) answers.push((await send(usual, { key: `ty_wrong-${n}` })).status);
    expect(answers.filter((status) => status === 401).length).toBeGreaterThanOrEqual(18); // one was spent above
    expect(answers.at(-1)).toBe(429);
    expect((await send(usual)).status).toBe(200); // a key in use goes on
  });
});

test('predictions have a limit of their own, and each counts once whichever way it goes', async () => {
  const limited = await startTestApi(undefined, { predictRateLimit: RATE, rateLimit: 1000, redisUrl: api.redisUrl });
  const ask = async (body: unknown) => (await limited.request('/api/v1/models/nobody/predict', post(body))).status;
  const answers: number[] = [];
  for (let n = 0; n < RATE + 5; n++) answers.push(await ask({ inputs: [[n]] }));
  const refused = answers.indexOf(429);
  expect(refused).toBeGreaterThanOrEqual(RATE - 2);
  expect(refused).toBeLessThanOrEqual(RATE + 2); // what grows back meanwhile
  expect(await limited.request('/api/v1/models/nobody/predict', post({ inputs: [[1]] })).then((response) => response.headers.get('retry-after'))).toMatch(/^\d+$/);
  expect((await limited.request('/api/v1/models')).status).toBe(200);
  await limited.close();
});

test('every answer is counted once', async () => {
  const answered = async () => Number(/predict_requests_total\{model="xor-net",code="200"\} (\d+)/.exec(await (await api.request('/metrics')).text())?.[1] ?? 0);
  const before = await answered();
  await send(USUAL[0][1]);
  await send(USUAL[0][1], { encoded: true });
  expect((await answered()) - before).toBe(2);
});

test('a connection that asks again before any other is taken to be alone', async () => {
  const asked = vi.spyOn(api.predictor, 'predict');
  const { port } = new URL(api.url);
  const body = JSON.stringify({ instances: [[0, 1]] });
  const connections = [1, 2].map(() => connect(Number(port), '127.0.0.1'));
  for (const which of [0, 0, 0, 1, 0, 1, 1]) {
    connections[which].write(`POST /v1/models/xor-net:predict HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${KEY}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`);
    await once(connections[which], 'data');
  }
  for (const connection of connections) connection.destroy();
  expect(asked.mock.calls.map(([{ alone }]) => alone)).toEqual([false, true, true, false, false, false, true]);
  asked.mockRestore();
});

test('a body that comes in pieces, requests one behind the other, and a client that goes away', async () => {
  const { port } = new URL(api.url);
  const body = JSON.stringify({ instances: [[0, 1]] });
  const head = `POST /v1/models/xor-net:predict HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${KEY}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n`;
  const leaving = connect(Number(port), '127.0.0.1');
  leaving.write(`${head}${body.slice(0, 5)}`);
  await sleep(20);
  leaving.destroy();
  const socket = connect(Number(port), '127.0.0.1');
  let text = '';
  socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
  socket.write(`${head}${body}${head}${body.slice(0, 7)}`);
  await sleep(30);
  socket.write(body.slice(7, 12));
  await sleep(30);
  socket.write(body.slice(12)); // Node answers nobody who has hung up, were it only half
  await expect.poll(() => text.match(/"predictions":\[\[[^\]]*\]\]\}/g)?.length).toBe(2);
  expect(text.match(/HTTP\/1\.1 200 OK/g)).toHaveLength(2);
  socket.destroy();
  expect(handled).toBe(0);
});

test('a prediction under way when the API stops is answered, and its connection ends', async () => {
  const stopping = await startTestApi();
  await stopping.startConsumer();
  await stopping.client.jobs.wait((await stopping.client.jobs.create(smallJob)).id);
  const body = JSON.stringify({ instances: [[0, 1]] });
  const socket = connect(Number(new URL(stopping.url).port), '127.0.0.1');
  let text = '';
  socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const closed = once(socket, 'close');
  const arrived = once(stopping.app.server, 'request');
  socket.write(`POST /v1/models/xor-net:predict HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${KEY}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body.slice(0, 9)}`);
  await arrived;
  const closing = stopping.close();
  await expect.poll(() => fetch(`${stopping.url}/livez`).then(() => 'taken', () => 'refused')).toBe('refused');
  handled = 0;
  socket.write(body.slice(9));
  await closed; // by the API, at once
  expect(text).toMatch(/^HTTP\/1.1 200 [^]*connection: close[^]*"predictions":\[\[/i);
  expect(handled).toBe(0);
  await closing;
}, 30_000);
