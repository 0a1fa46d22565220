import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openModelRegistry, openStore } from '../../src/models/index.ts';
import { startTestS3, type TestS3 } from '../support/s3.ts';
import { smallJob, startTestApi, type TestApi } from './support.ts';

let server: TestS3;
let location: string;
let api: TestApi;
beforeAll(async () => {
  server = await startTestS3({ strict: true });
  location = server.location();
  api = await startTestApi(location);
  await api.startConsumer();
});
afterEach(() => void (server.intercept = null));
afterAll(async () => {
  await api?.close();
  await server.close();
});

test('a job over HTTP is trained in a thread, kept in a bucket and predicts from there', async () => {
  const { id } = await api.client.jobs.create(smallJob);
  expect(await api.client.jobs.wait(id)).toMatchObject({ status: 'succeeded', error: null, result: { model: 'xor-net', version: 1 } });
  const answer = await api.client.predict('xor-net', { inputs: [[0, 0], [0, 1], [1, 0], [1, 1]], output: 'labels' });
  expect(answer.predictions.map(({ label }) => label)).toEqual(['0', '1', '1', '0']);

  await api.client.models.aliases.set('xor-net', 'production', { version: 1 });
  await api.client.models.update('xor-net', { tags: ['in-a-bucket'] });
  expect((await api.client.predict('xor-net', { inputs: [[0, 1]] }, 'production')).version).toBe(1);
  await expect(api.client.models.deleteVersion('xor-net', 1)).rejects.toMatchObject({ status: 409 });
  expect(await api.client.models.version('xor-net', 1)).toMatchObject({ aliases: ['latest', 'production'], curve: { trainLoss: expect.any(Array) as unknown } });

  const store = await openStore(location);
  await expect.poll(() => store.list(`jobs/${id}`)).toEqual(expect.arrayContaining(['metrics.jsonl', 'record.json', 'spec.json']));
  expect((await openModelRegistry(store).weights('xor-net', 1)).length).toBe(4);
  expect((await server.objects(location)).filter((key) => key.startsWith('.staging'))).toEqual([]);
});

test('a paused job goes on from its checkpoint in the bucket', async () => {
  const { id } = await api.client.jobs.create({ ...smallJob, model: 'paused-net', steps: 100_000_000, evaluate: { everySteps: 100_000, samples: null } });
  await expect.poll(() => api.client.jobs.get(id).then(({ progress }) => progress.step), { timeout: 20_000 }).toBeGreaterThan(0);
  await api.client.jobs.pause(id);
  await expect.poll(() => api.client.jobs.get(id).then(({ status }) => status), { timeout: 20_000 }).toBe('paused');
  const [checkpoint] = await (await openStore(location)).list(`jobs/${id}/checkpoints`);
  await api.client.jobs.resume(id);
  await api.client.jobs.stop(id);
  const done = await api.client.jobs.wait(id);
  expect(done).toMatchObject({ status: 'succeeded', stopReason: 'user', result: { model: 'paused-net' } });
  expect(done.progress.step).toBeGreaterThanOrEqual(Number.parseInt(checkpoint, 10));
});

test('a bucket that is away when the model is published costs an attempt, not the job', async () => {
  let refused = 0;
  server.intercept = ({ method, key }) => (method === 'PUT' && key.includes('/.published/') && refused++ < 4 ? 503 : undefined); // as often as the SDK asks
  const { id } = await api.client.jobs.create({ ...smallJob, model: 'second-net' });
  expect(await api.client.jobs.wait(id)).toMatchObject({ status: 'succeeded', error: null, result: { model: 'second-net', version: 1 }, attempts: [{ ended: 'lost' }, { ended: 'succeeded' }] });
});

test('what the API cannot store is not accepted, and says so', async () => {
  server.intercept = ({ method }) => (method === 'PUT' ? 503 : undefined);
  await expect(api.client.jobs.create(smallJob)).rejects.toMatchObject({ status: 503, code: 'store-unavailable' });
});
