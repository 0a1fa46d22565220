import { afterAll, beforeAll, expect, test } from 'vitest';
import { predictResponseSchema } from '../../src/api/schemas/model.ts';
import { smallJob, startTestApi } from './support.ts';
import type { TestApi } from './support.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

const inputs = [[0, 0], [0, 1], [1, 0], [1, 1]];
const longJob = { ...smallJob, model: 'long', steps: 50_000_000, evaluate: { everySteps: 50_000, samples: null }, checkpoint: { everySeconds: 0.2, keepLast: 1 } };

async function firstCheckpoint(id: string): Promise<void> {
  for await (const { type } of api.client.jobs.events(id)) if (type === 'checkpoint') return;
}

test('while there is no checkpoint the answer is 409, and an unknown job 404', async () => {
  const { id } = await api.client.jobs.create(smallJob);
  await expect(api.client.jobs.predict(id, { inputs })).rejects.toMatchObject({ status: 409, code: 'wrong-state', message: expect.stringMatching(/is queued; it has no checkpoint yet/) });
  await api.client.jobs.cancel(id);
  await expect(api.client.jobs.predict(id, { inputs })).rejects.toMatchObject({ status: 409, message: expect.stringMatching(/is cancelled; it left no checkpoint/) });
  await expect(api.client.jobs.predict('job_nobody', { inputs })).rejects.toMatchObject({ status: 404 });
});

test('a running job answers with its newest checkpoint, a paused and a cancelled one with their last', async () => {
  await api.startConsumer();
  const { id } = await api.client.jobs.create(longJob);
  await firstCheckpoint(id);
  const seen: number[] = [];
  while (new Set(seen).size < 3) {
    const answers = await Promise.all(Array.from({ length: 8 }, () => api.client.jobs.predict(id, { inputs, topK: 1 })));
    for (const answer of answers) {
      expect(predictResponseSchema.parse(answer)).toMatchObject({ model: 'long', version: null });
      seen.push(answer.step!);
    }
  }
  expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  await api.client.jobs.pause(id);
  for await (const { type, data } of api.client.jobs.events(id)) if (type === 'status' && data.status === 'paused') break;
  const [last] = (await api.client.jobs.checkpoints(id)).data.slice(-1);
  const paused = await api.client.jobs.predict(id, { inputs });
  expect(paused.step).toBe(last.step);
  expect(paused.predictions.map(({ label }) => label)).toEqual(['0', '1', '1', '0']);
  await api.client.jobs.cancel(id);
  expect(await api.client.jobs.predict(id, { inputs })).toEqual(paused);
}, 60_000);

test('a fork answers from where it began; what has succeeded answers as its model does', async () => {
  const job = await api.client.jobs.create({ ...smallJob, model: 'parent', steps: 30_000, checkpoint: { everySeconds: 0.1 } });
  const done = await api.client.jobs.wait(job.id);
  const answer = await api.client.jobs.predict(job.id, { inputs });
  const { predictions } = await api.client.predict('parent', { inputs });
  expect(answer).toEqual({ model: 'parent', version: done.result!.version, step: 30_000, predictions });
  await api.stopConsumers();
  const fork = await api.client.jobs.fork(job.id, { spec: { steps: 60_000 } });
  const before = await api.client.jobs.predict(fork.id, { inputs });
  expect(before).toMatchObject({ version: null, step: (await api.client.jobs.checkpoints(fork.id)).data[0].step });
  await expect(api.client.jobs.predict(fork.id, { inputs: [[1]] })).rejects.toMatchObject({ status: 422, code: 'invalid-input' });
  await expect(api.client.jobs.predict(fork.id, { inputs, ensemble: [1, 2] })).rejects.toMatchObject({ status: 422, code: 'invalid-input' });
}, 60_000);
