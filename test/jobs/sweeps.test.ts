/** Hyper-parameter searches on a real Redis: what is drawn, who starts what, and what becomes of it when processes die. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Sweep } from '../../src/jobs/index.ts';
import { openQueue } from '../../src/jobs/queue.ts';
import { advanceSweep } from '../../src/jobs/sweeps/index.ts';
import { type Search, trialParameters, withParameters } from '../../src/jobs/sweeps/search.ts';
import { trialJobId } from '../../src/jobs/sweeps/record.ts';
import { longSpec, spec, startTestJobs, type TestJobs } from './support.ts';

let jobs: TestJobs;
beforeAll(async () => {
  jobs = await startTestJobs();
});
afterAll(() => jobs.close());

const short = { ...spec, steps: 40, evaluate: { everySteps: 20, samples: null } };
const grid: Search = { type: 'grid', parameters: { 'optimizer.learningRate': [0.001, 0.01, 0.1], 'network.layers.0.units': [4, 8] } };

async function until(id: string, done: (sweep: Sweep) => boolean): Promise<Sweep> {
  for (let i = 0; i < 600; i++) {
    const sweep = await jobs.service.sweeps.get(id);
    if (done(sweep)) return sweep;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`sweep ${id} did not get there`);
}

describe('draws', () => {
  const random: Search = { type: 'random', trials: 3, parameters: { a: { uniform: [2, 3] }, b: { logUniform: [1e-6, 1e-2] }, c: { integer: [5, 7] }, d: { choice: ['x', 'y'] } } };

  test('depend on seed and number only', () => {
    const more: Search = { ...random, trials: 50, parameters: Object.fromEntries(Object.entries(random.parameters).reverse()) } as Search;
    for (const number of [0, 1, 2]) expect(trialParameters(more, 4, number)).toEqual(trialParameters(random, 4, number));
    expect(trialParameters(random, 4, 1)).not.toEqual(trialParameters(random, 5, 1));
    expect(trialParameters(random, 4, 1)).not.toEqual(trialParameters(random, 4, 2));
  });

  test('have their distributions', () => {
    const draws = Array.from({ length: 2000 }, (_, i) => trialParameters(random, 1, i) as { a: number; b: number; c: number; d: string });
    for (const { a, b, c } of draws) expect([a >= 2, a < 3, b >= 1e-6, b <= 1e-2, Number.isInteger(c), c >= 5, c <= 7]).toEqual(new Array(7).fill(true));
    const share = (fits: (draw: (typeof draws)[number]) => boolean) => draws.filter(fits).length / draws.length;
    expect(share(({ a }) => a < 2.5)).toBeCloseTo(0.5, 1);
    expect(share(({ b }) => b < 1e-4)).toBeCloseTo(0.5, 1);
    expect(share(({ c }) => c === 7)).toBeCloseTo(1 / 3, 1);
    expect(share(({ d }) => d === 'x')).toBeCloseTo(0.5, 1);
  });

  test('a grid has every combination once, a list what it lists', () => {
    const all = Array.from({ length: 6 }, (_, i) => trialParameters(grid, 0, i));
    expect(new Set(all.map((each) => JSON.stringify(each))).size).toBe(6);
    expect(all[1]).toEqual({ 'network.layers.0.units': 4, 'optimizer.learningRate': 0.01 });
    expect(trialParameters({ type: 'list', trials: [{ a: 1 }, { b: 2 }] }, 9, 1)).toEqual({ b: 2 });
  });

  test('go where their paths lead', () => {
    const base = { optimizer: { type: 'sgd' }, network: { layers: [{ units: 1 }] } };
    expect(withParameters(base, { 'optimizer.learningRate': 0.5, 'network.layers.0.units': 7, 'regularization.weightDecay': 1 })).toEqual({
      optimizer: { type: 'sgd', learningRate: 0.5 }, network: { layers: [{ units: 7 }] }, regularization: { weightDecay: 1 },
    });
    expect(base.network.layers[0].units).toBe(1);
    expect(() => withParameters(base, { 'network.layers.3.units': 7 })).toThrow(/nowhere/);
    expect(() => withParameters(base, { 'optimizer.type.name': 7 })).toThrow(/nowhere/);
    expect(() => withParameters(base, { '__proto__.polluted': 7 })).toThrow(/nowhere/);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  test('job ids of trials sort by number', () => {
    const ids = Array.from({ length: 1000 }, (_, i) => trialJobId('sweep_01M850PM2WZ393TZSWZH75N86T', i));
    expect(new Set(ids).size).toBe(1000);
    expect([...ids].sort()).toEqual(ids);
    expect(ids[0]).toMatch(/^job_[0-9A-HJKMNP-TV-Z]{26}$/);
  });
});

describe('a sweep', () => {
  test('runs every trial as a job of its own, no more at once than allowed, and knows the best', async () => {
    const created = await jobs.service.sweeps.create({ spec: short, search: grid, concurrency: 2, metric: 'testAccuracy' });
    expect(created).toMatchObject({ object: 'sweep', status: 'running', mode: 'max', trials: { total: 6 } });
    await jobs.startConsumer(2);
    let most = 0;
    const ended = await until(created.id, (sweep) => {
      most = Math.max(most, (sweep.trials.queued ?? 0) + (sweep.trials.running ?? 0));
      return sweep.status !== 'running';
    });
    expect(most).toBeLessThanOrEqual(2);
    expect(ended).toMatchObject({ status: 'succeeded', trials: { total: 6, waiting: 0, succeeded: 6 } });
    const trials = await jobs.service.sweeps.trials(created.id);
    for (const { jobId, parameters, value, metrics } of trials) {
      const job = await jobs.service.get(jobId!);
      expect(job.parent).toBe(created.id);
      expect(job.spec.optimizer.learningRate).toBe(parameters['optimizer.learningRate']);
      expect(value).toBe(metrics.testAccuracy);
    }
    expect(ended.best!.value).toBe(Math.max(...trials.map(({ value }) => value!)));
    expect((await jobs.service.sweeps.list({ limit: 5 })).data.map(({ id }) => id)).toContain(created.id);
    await expect(jobs.service.sweeps.cancel(created.id)).rejects.toMatchObject({ code: 'wrong-state' });
  });

  test('begins each trial once, however many processes try', async () => {
    const { id } = await jobs.service.sweeps.create({ spec: longSpec, search: { type: 'grid', parameters: { seed: [1, 2, 3, 4, 5] } }, concurrency: 3, metric: 'testLoss' });
    const queue = openQueue(jobs.redisUrl, false);
    const surroundings = { redis: jobs.redis, queue, store: jobs.store, cancelJob: async () => {} };
    await Promise.all(Array.from({ length: 8 }, () => advanceSweep(surroundings, id)));
    const trials = await jobs.service.sweeps.trials(id);
    expect(trials.map(({ jobId }) => jobId !== null)).toEqual([true, true, true, false, false]);
    for (const { jobId } of trials.slice(0, 3)) expect((await jobs.service.events(jobId!, 0)).filter(({ type, data }) => type === 'status' && data.status === 'queued')).toHaveLength(1);
    await jobs.service.sweeps.cancel(id);
    await queue.close();
  });

  test('that is cancelled cancels what runs and begins nothing more', async () => {
    const { id } = await jobs.service.sweeps.create({ spec: longSpec, search: { type: 'random', trials: 5, parameters: { 'optimizer.learningRate': { logUniform: [1e-4, 1e-2] } } }, concurrency: 2, metric: 'testLoss' });
    await until(id, ({ trials }) => (trials.running ?? 0) > 0);
    expect(await jobs.service.sweeps.cancel(id)).toMatchObject({ status: 'cancelled' });
    const after = await until(id, ({ trials }) => (trials.running ?? 0) + (trials.queued ?? 0) + (trials.cancelling ?? 0) === 0);
    expect(after.trials).toMatchObject({ total: 5, waiting: 3, cancelled: 2 });
    expect(await jobs.service.sweeps.cancel(id)).toMatchObject({ status: 'cancelled' });
  });

  test('goes on where Redis lost it, without training anything twice', async () => {
    const { id } = await jobs.service.sweeps.create({ spec: short, search: { type: 'list', trials: [{ seed: 1 }, { seed: 2 }, { seed: 3 }] }, concurrency: 1, metric: 'testAccuracy' });
    await until(id, ({ trials }) => (trials.succeeded ?? 0) >= 1);
    const before = await jobs.models.versions(short.model);
    await until(id, ({ status }) => status === 'succeeded');
    const first = (await jobs.service.sweeps.trials(id))[0].jobId!;
    await jobs.redis.del(`{trainyard}:sweep:${id}`, `{trainyard}:job:${first}`);
    await (await jobs.startConsumer(1)).close(); // restores at its start
    const restored = await jobs.service.sweeps.get(id);
    expect(restored).toMatchObject({ status: 'succeeded', trials: { total: 3, succeeded: 3 } });
    expect((await jobs.models.versions(short.model)).length).toBeGreaterThanOrEqual(before.length);
    expect(await jobs.redis.exists(`{trainyard}:job:${first}`)).toBe(0);
  });
});

describe('what cannot work is refused whole', () => {
  const request = { spec: short, search: grid, metric: 'testAccuracy' };
  test.each([
    ['a path that is no member', { ...request, search: { type: 'list', trials: [{ 'optimizer.learningRat': 1 }] } }, '#/spec/optimizer/learningRat', /Trial 0 .*learningRat/],
    ['a path that leads nowhere', { ...request, search: { type: 'list', trials: [{ seed: 1 }, { 'network.layers.9.units': 1 }] } }, '#/search', /Trial 1.*nowhere/],
    ['a value that the spec refuses', { ...request, search: { type: 'grid', parameters: { 'optimizer.learningRate': [0.1, -1] } } }, '#/spec/optimizer/learningRate', /Trial 1/],
    ['a spec that is wrong by itself', { ...request, spec: { ...short, batchSize: 0 } }, '#/spec/batchSize', /Trial 0/],
    ['too many combinations', { ...request, search: { type: 'grid', parameters: { seed: Array.from({ length: 100 }, (_, i) => i), batchSize: Array.from({ length: 11 }, (_, i) => i + 1) } } }, '#/search/parameters', /1100/],
    ['a range the wrong way round', { ...request, search: { type: 'random', trials: 2, parameters: { seed: { uniform: [2, 1] } } } }, /search/, /./],
    ['numbers where a distribution belongs', { ...request, search: { type: 'random', trials: 2, parameters: { seed: [1, 2] } } }, '#/search/parameters/seed', /\[1,2\]/, /"uniform": \[low, high\].*"choice"/],
    ['a distribution nobody has', { ...request, search: { type: 'random', trials: 2, parameters: { seed: { normal: [0, 1] } } } }, '#/search/parameters/seed', /normal/, /"uniform": \[low, high\].*"choice"/],
    ['a distribution with a word in it', { ...request, search: { type: 'random', trials: 2, parameters: { seed: { uniform: ['a', 2] } } } }, '#/search/parameters/seed/uniform/0', /string/, /a number/],
    ['a search of another kind', { ...request, search: { type: 'bayes', trials: 2 } }, '#/search/type', /bayes/, /"grid".*"random".*"list"/],
    ['a path with a hole', { ...request, search: { type: 'grid', parameters: { 'a..b': [1] } } }, '#/search/parameters/a..b', /no path/],
    ['a metric that is none', { ...request, metric: 'accuracy' }, '#/metric', /./],
    ['validation without validation samples is found by the job spec only where it is used', { ...request, search: { type: 'list', trials: [] } }, /search/, /./],
  ] as [string, unknown, string | RegExp, RegExp, RegExp?][])('%s', async (_, input, pointer, detail, hint = /./) => {
    const before = await jobs.store.list('sweeps');
    const error = await jobs.service.sweeps.create(input).catch((problem: unknown) => problem);
    expect(error).toMatchObject({ kind: 'spec' });
    const [issue] = (error as { issues: { pointer: string; detail: string; hint: string }[] }).issues;
    if (typeof pointer === 'string') expect(issue.pointer).toBe(pointer);
    else expect(issue.pointer).toMatch(pointer);
    expect(issue.detail).toMatch(detail);
    expect(issue.hint).toMatch(hint);
    expect(await jobs.store.list('sweeps')).toEqual(before);
  });
});
