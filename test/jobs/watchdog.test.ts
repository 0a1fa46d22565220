import { Worker } from 'bullmq';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createConsumer } from '../../src/jobs/index.ts';
import { Watchdog } from '../../src/jobs/watchdog.ts';
import { log, spec, startTestJobs, type TestJobs } from './support.ts';

describe('what the watchdog makes of what it sees', () => {
  const idle = { waiting: 1, room: 2, active: 0, taken: 3 };
  const looks = (...sights: (typeof idle & { at: number })[]) => {
    const dog = new Watchdog(60);
    return sights.map((sight) => dog.look(sight));
  };

  test('barks when work, room and idleness last, and then waits as long again', () => {
    expect(looks({ ...idle, at: 0 }, { ...idle, at: 59 }, { ...idle, at: 60 }, { ...idle, at: 100 }, { ...idle, at: 120 })).toEqual([false, false, true, false, true]);
  });

  test.each([
    ['no work', { ...idle, waiting: 0 }],
    ['no room', { ...idle, room: 0 }],
    ['a job that runs', { ...idle, active: 1 }],
    ['a job taken in between', { ...idle, taken: 4 }],
  ])('%s begins the wait anew', (_name, sight) => {
    expect(looks({ ...idle, at: 0 }, { ...sight, at: 50 }, { ...sight, at: 70 })).toEqual([false, false, false]);
  });
});

describe('a worker that stays connected and takes nothing', () => {
  let jobs: TestJobs;
  afterEach(async () => {
    vi.restoreAllMocks();
    await jobs.close();
  });

  test('is replaced, and the job that waited is done', async () => {
    jobs = await startTestJobs();
    const { service, redisUrl, store, datasetContext } = jobs;
    // the first question for a job is never answered, as on a connection that was lost without a word; the next worker asks again
    const stuck = vi.spyOn(Worker.prototype as unknown as { _getNextJob(): Promise<unknown> }, '_getNextJob').mockImplementationOnce(() => new Promise(() => {}));
    const consumer = createConsumer({ redisUrl, store, threads: 1, kernels: 'auto', datasetContext, workerUrl: new URL('../../workers/train.ts', import.meta.url), log, watchdogMs: 600 });
    try {
      await consumer.start();
      const { id } = await service.submit(spec);
      expect(await jobs.finished(id)).toMatchObject({ status: 'succeeded' });
      expect(stuck.mock.calls.length).toBeGreaterThan(1);
    } finally {
      await consumer.close();
    }
  });
});
