/** The example clients of the two foreign protocols, as they stand, against a service. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { KEY, smallJob, startTestApi } from './support.ts';
import type { TestApi } from './support.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
  await api.startConsumer();
  await api.client.jobs.wait((await api.client.jobs.create(smallJob)).id);
}, 120_000);
afterAll(() => api.close());

test.each([['tensorflow-serving-client.ts', 'xor-net version 1 is AVAILABLE'], ['open-inference-client.ts', 'xor-net is ready']])('%s', async (name, first) => {
  const inputs = [[0, 0], [0, 1], [1, 0], [1, 1]];
  const { stdout } = await promisify(execFile)(process.execPath, [new URL(`../../examples/${name}`, import.meta.url).pathname, api.url, 'xor-net', JSON.stringify(inputs)], { env: { ...process.env, TRAINYARD_API_KEY: KEY } });
  const { predictions } = await api.client.predict('xor-net', { inputs });
  expect(stdout.trim().split('\n')).toEqual([first, ...predictions.map(({ index, probabilities = [] }) => `class ${index}: ${probabilities.map((value) => value.toFixed(3)).join(' ')}`)]);
});
