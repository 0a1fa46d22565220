import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startServiceProcess } from '../../scripts/support/start-service.ts';
import type { RunningService } from '../../scripts/support/start-service.ts';
import { createClient } from '../../src/client/index.ts';
import type { Client, Job, JobEvent } from '../../src/client/index.ts';
import { alive } from '../support/processes.ts';

let dataDir = '';
let service: RunningService;
let client: Client;
const messages: string[] = [];

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'ty-'));
  service = await startServiceProcess({
    dataDir,
    env: { HOST: '127.0.0.1', PORT: '0', WORKER_THREADS: '2', LOG_LEVEL: 'info', TRAINYARD_API_KEY: '', AUTH: 'on', REDIS_URL: '', STORE_URL: '' },
    onMessage: (message) => messages.push(message),
  });
  client = createClient({ baseUrl: service.url, apiKey: service.apiKey });
});
afterAll(async () => {
  await service?.stop();
  await rm(dataDir, { recursive: true, force: true });
});

const network = { layers: [{ type: 'dense', units: 16 }, { type: 'relu' }, { type: 'dense', units: 2 }] };
const moons = { model: 'moons', network, dataset: { name: 'moons' }, optimizer: { type: 'adam', learningRate: 0.02 }, epochs: 30, batchSize: 50, seed: 3 };
/** Long enough to be watched: it is stopped or interrupted by the test. */
const long = { model: 'long', network: { preset: 'simple-convnet' }, dataset: { name: 'synthetic-digits', trainSize: 2000 }, batchSize: 50, seed: 3 };

async function untilStep(id: string, step: number): Promise<JobEvent> {
  for await (const event of client.jobs.events(id)) {
    if (event.type === 'end') throw new Error(`the job ended: ${JSON.stringify(event.data)}`);
    if (event.step >= step) return event;
  }
  throw new Error('the stream ended');
}

describe('the service', () => {
  test('trains a submitted job, reports it live and answers predictions', async () => {
    const job = await client.jobs.create(moons);
    expect(job.status).toBe('queued');
    const events: JobEvent[] = [];
    for await (const event of client.jobs.events(job.id)) events.push(event);
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => events[0].seq + index));
    expect(events.at(-1)?.type).toBe('end');
    expect(events.some(({ type }) => type === 'metrics')).toBe(true);
    const done = await client.jobs.get(job.id);
    expect(done).toMatchObject({ status: 'succeeded', result: { model: 'moons', version: 1 } });
    expect(done.metrics.testAccuracy).toBeGreaterThan(0.9);
    const { data } = await client.datasets.samples('moons', { split: 'test', limit: 50 });
    const { predictions } = await client.predict('moons', { inputs: data.map(({ input }) => input), topK: 2 });
    const right = predictions.filter(({ label }, index) => label === data[index].label).length;
    expect(right).toBeGreaterThan(40);
  });

  test('gives the same bytes for the same spec and seed', async () => {
    const [first, second] = await Promise.all([client.jobs.create(moons), client.jobs.create({ ...moons, model: 'moons-again' })]);
    const results = await Promise.all([first, second].map(({ id }) => client.jobs.wait(id)));
    expect(results.map(({ status }) => status)).toEqual(['succeeded', 'succeeded']);
    expect(results[0].result?.weightsSha256).toBe(results[1].result?.weightsSha256);
  });

  test('cancels a running job', async () => {
    const job = await client.jobs.create({ ...long, epochs: 1000 });
    await untilStep(job.id, 1);
    await client.jobs.cancel(job.id);
    expect((await client.jobs.wait(job.id)).status).toBe('cancelled');
  });

  test('refuses a spec that cannot work, pointing at the member', async () => {
    const attempt = client.jobs.create({ ...moons, network: { layers: [{ type: 'dens', units: 2 }] } });
    await expect(attempt).rejects.toMatchObject({ status: 422, problem: { errors: [expect.objectContaining({ pointer: '#/network/layers/0/type' })] } });
  });

  test('asks for the key', async () => {
    await expect(createClient({ baseUrl: service.url }).jobs.list()).rejects.toMatchObject({ status: 401 });
    expect(await createClient({ baseUrl: service.url }).ready()).toBe(true);
  });

  test('finishes a job whose consumer was killed in the middle, with the bytes of an undisturbed one', async () => {
    const spec = { ...long, steps: 300, checkpoint: { everySeconds: 1 } };
    const job = await client.jobs.create({ ...spec, model: 'interrupted' });
    await untilStep(job.id, 50);
    process.kill(service.pids.consumer!, 'SIGKILL');
    const done = await client.jobs.wait(job.id);
    expect(done.status).toBe('succeeded');
    expect(done.attempts.length).toBeGreaterThan(1);
    expect(messages.some((message) => message.includes('the consumer ended (SIGKILL)'))).toBe(true);
    const undisturbed = await client.jobs.create({ ...spec, model: 'undisturbed' });
    const other: Job = await client.jobs.wait(undisturbed.id);
    expect(done.result?.weightsSha256).toBe(other.result?.weightsSha256);
  });

  test('stops as a whole, and leaves nothing running', async () => {
    await service.stop();
    const { redis, api, launcher } = service.pids;
    expect([redis!, api!, launcher].filter(alive)).toEqual([]);
  });
});
