/** More samples than may wait: 503 with Retry-After at every door, in the form that its clients know. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { KEY, post, startTestApi } from './support.ts';
import type { TestApi } from './support.ts';

const SAMPLES = 3000;
const layers = [{ type: 'conv2d', filters: 32, kernel: 5 }, { type: 'conv2d', filters: 32, kernel: 5 }, { type: 'flatten' }, { type: 'dense', units: 10 }];

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi(undefined, { maxWaiting: 1 });
  await api.startConsumer();
  const { id } = await api.client.jobs.create({ model: 'slow', network: { layers }, dataset: { name: 'synthetic-digits', trainSize: 20 }, steps: 1, batchSize: 10, evaluate: { samples: 10 } } as never);
  await api.client.jobs.wait(id);
}, 60_000);
afterAll(() => api.close());

const rows = (count: number) => ({ method: 'POST', headers: { 'authorization': `Bearer ${KEY}`, 'content-type': 'application/octet-stream', 'accept': 'application/octet-stream' }, body: new Uint8Array(4 * 784 * count) });
/** that were begun so far */
const batches = async (): Promise<number> => Number(/^trainyard_predict_batch_size_count (\d+)/m.exec(await (await api.request('/metrics')).text())![1]);
const two = [new Array<number>(784).fill(0), new Array<number>(784).fill(0)];
const sentence = expect.stringMatching(/samples are waiting for their predictions; more than 1 are not taken\. Try again shortly\.$/) as string;

test.each([
  ['/api/v1/models/slow/predict', { inputs: two }, 'application/problem+json; charset=utf-8', { status: 503, code: 'queue-unavailable', title: 'Service unavailable', detail: expect.stringContaining('samples are waiting') as string, hint: 'Try again shortly.' }],
  ['/v1/models/slow:predict', { instances: two }, 'application/json; charset=utf-8', { error: sentence }],
  ['/v2/models/slow/infer', { inputs: [{ name: 'input', shape: [2, 784], datatype: 'FP32', data: two }] }, 'application/json; charset=utf-8', { error: sentence }],
])('%s', async (path, body, type, form) => {
  const before = await batches();
  const many = fetch(`${api.url}/api/v1/models/slow/predict`, rows(SAMPLES)).then(async (response) => [response.status, (await response.arrayBuffer()).byteLength]);
  while ((await batches()) === before); // they wait, and the first are computed
  const answer = await api.request(path, post(body));
  const { status, headers } = answer;
  expect([status, headers.get('retry-after'), headers.get('content-type')]).toEqual([503, '1', type]);
  const refused = (await answer.json()) as object;
  expect(refused).toMatchObject(form);
  if ('error' in form) expect(Object.keys(refused)).toEqual(['error']);
  expect(await many).toEqual([200, SAMPLES * 10 * 4]); // who waits is answered
  expect((await api.request(path, post(body))).status).toBe(200); // and the next may come again
}, 60_000);
