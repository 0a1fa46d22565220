/** Requests become batches and answers find their way back, whatever the load; each test computes outputs = sum of a sample's values. */
import { describe, expect, test } from 'vitest';
import { HERE_MICROSECONDS, NEAR_MICROSECONDS } from '../../src/serving/lane.ts';
import { laneOf, near, networkOf, samples, sums, threads, turn } from './dispatching.ts';

describe('batches', () => {
  test('requests of one turn go together, those that come meanwhile in the next', async () => {
    const { dispatcher, batches } = threads(1);
    const lane = laneOf();
    const first = [1, 2, 3].map((n) => dispatcher.submit(lane, samples(1, 10 * n), 1));
    await turn();
    expect(batches.map(({ rows }) => rows)).toEqual([3]);
    const second = [4, 5].map((n) => dispatcher.submit(lane, samples(2, 10 * n), 2));
    await turn();
    expect(batches).toHaveLength(1);
    batches[0].release();
    expect((await Promise.all(first)).map(({ raw }) => [...raw])).toEqual([1, 2, 3].map((n) => sums(1, 10 * n)));
    await turn();
    expect(batches.map(({ rows }) => rows)).toEqual([3, 4]);
    batches[1].release();
    expect((await Promise.all(second)).map(({ answers }) => [...answers])).toEqual([4, 5].map((n) => sums(2, 10 * n).map((sum) => -sum)));
  });

  test('a large request is spread over the threads and over batches, and comes back in order', async () => {
    const { dispatcher, batches } = threads(2);
    const outputs = dispatcher.submit(laneOf(), samples(21), 21);
    for (let released = 0; released < 3; released++) {
      await turn();
      batches[released].release();
    }
    expect(batches.map(({ rows }) => rows)).toEqual([8, 8, 5]);
    expect([...(await outputs).raw]).toEqual(sums(21));
  });

  test('two models share the threads, the one that waited longest first', async () => {
    const { dispatcher, batches } = threads(1);
    const [a, b] = [laneOf({ maxRows: 1 }), laneOf({ maxRows: 1 })];
    const answered: string[] = [];
    const all = [['a1', a], ['a2', a], ['b1', b]] as const;
    const done = Promise.all(all.map(([name, lane]) => dispatcher.submit(lane, samples(1), 1).then(() => answered.push(name))));
    for (let n = 0; n < 3; n++) {
      await turn();
      batches[n].release();
    }
    await done;
    expect(answered).toEqual(['a1', 'b1', 'a2']);
  });

  test('while others are computed a batch waits for its window, and no longer', async () => {
    const { dispatcher, batches } = threads(2, { windowMs: 1500 });
    const lane = laneOf();
    const all = [dispatcher.submit(lane, samples(1), 1)];
    await turn();
    all.push(dispatcher.submit(lane, samples(1), 1));
    await turn();
    expect(batches).toHaveLength(1); // a thread is idle, but something may join
    all.push(dispatcher.submit(lane, samples(1), 1));
    await expect.poll(() => batches.map(({ rows }) => rows), { timeout: 15_000 }).toEqual([1, 2]);
    for (const batch of batches) batch.release();
    await Promise.all(all);
    dispatcher.close();
  });
});

test('an error is for those who have a row in the batch, and for nobody else', async () => {
  const { dispatcher, batches } = threads(1);
  const lane = laneOf({ maxRows: 2 });
  const spread = dispatcher.submit(lane, samples(5), 5);
  await turn();
  const other = dispatcher.submit(lane, samples(1), 1);
  batches[0].release(new Error('a broken thread'));
  await expect(spread).rejects.toThrow('a broken thread');
  await turn();
  expect(batches.map(({ rows }) => rows)).toEqual([2, 1]);
  batches[1].release();
  expect([...(await other).raw]).toEqual(sums(1));
});

test('an error of one that threads help with leaves nobody waiting, and the event loop at rest', async () => {
  const { dispatcher, batches } = threads(2);
  const cost = { call: HERE_MICROSECONDS / 8, row: HERE_MICROSECONDS / 8 };
  const { calls, network } = near(cost);
  const lane = laneOf({ cost, near: network });
  const spread = dispatcher.submit(lane, samples(40), 40);
  await new Promise((resolve) => setImmediate(resolve));
  expect(lane.waitingRows).toBeGreaterThan(0);
  batches[0].release(new Error('a broken thread'));
  await expect(spread).rejects.toThrow('a broken thread');
  await turn();
  const turns = calls.length;
  await turn();
  expect(calls).toHaveLength(turns);
  expect([...dispatcher.answerAtOnce(lane, samples(1), 1)!.raw]).toEqual(sums(1)); // nobody is in the way
});

test('more than can wait is refused with a time to come again, and what was taken is answered', async () => {
  const { dispatcher, batches } = threads(1, { maxWaiting: 10 });
  const lane = laneOf();
  const taken = dispatcher.submit(lane, samples(8), 8);
  await expect(dispatcher.submit(lane, samples(3), 3)).rejects.toMatchObject({ code: 'queue-unavailable', retryAfter: 1 });
  await turn();
  batches[0].release();
  expect((await taken).raw).toHaveLength(8);
  const again = dispatcher.submit(lane, samples(12), 12); // nobody waits: however large
  await turn();
  batches[1].release();
  await turn();
  batches[2].release();
  expect((await again).raw).toHaveLength(12);
});

test('who was answered or refused, here or by a thread, waits no more', async () => {
  const { dispatcher, batches } = threads(1, { maxWaiting: 10 });
  const cost = { call: 1, row: 1 };
  const [far, here] = [laneOf({ maxRows: 4 }), laneOf({ cost, near: near(cost).network })];
  const broken = laneOf({ cost, maxRows: 4, near: networkOf(cost, () => { throw new Error('broken'); }) });
  const more = samples(11); // than can wait beside anybody
  await dispatcher.submit(here, more, 11);
  await expect(dispatcher.submit(broken, more, 11)).rejects.toThrow('broken');
  for (const release of [new Error('a broken thread'), undefined]) {
    const outputs = dispatcher.submit(far, more, 11).then(({ raw }) => [...raw], (error: Error) => error.message);
    await turn();
    batches.at(-1)!.release(release);
    if (!release) for (let left = 2; left > 0; left--) {
      await turn();
      batches.at(-1)!.release();
    }
    expect(await outputs).toEqual(release?.message ?? sums(11));
  }
  await dispatcher.submit(here, more, 11);
});

test('what takes little time is answered here; of more, the threads take their part while this one computes', async () => {
  const { dispatcher, batches } = threads(3);
  const cost = { call: HERE_MICROSECONDS / 10, row: HERE_MICROSECONDS / 10 };
  const { calls, network } = near(cost);
  const lane = laneOf({ cost, near: network });
  expect([...(await dispatcher.submit(lane, samples(5), 5)).raw]).toEqual(sums(5));
  expect([batches.length, calls]).toEqual([0, [5]]);
  const more = dispatcher.submit(lane, samples(21), 21); // of three threads this one is one
  await turn();
  expect([batches.map(({ rows }) => rows), calls]).toEqual([[7, 7], [5, 7]]);
  for (const batch of batches) batch.release();
  expect([...(await more).raw]).toEqual(sums(21));
});

test('requests that come together are shared out only where they are too much for one turn', async () => {
  const { dispatcher, batches } = threads(2);
  const cost = { call: HERE_MICROSECONDS / 8, row: HERE_MICROSECONDS / 8 };
  const { calls, network } = near(cost);
  const lane = laneOf({ cost, maxRows: 64, near: network });
  await Promise.all([3, 4].map((rows) => dispatcher.submit(lane, samples(rows), rows)));
  expect([batches.length, calls]).toEqual([0, [7]]);
  const more = [12, 12].map((rows) => dispatcher.submit(lane, samples(rows), rows));
  await turn();
  expect(batches.map(({ rows }) => rows)).toEqual([12]);
  batches[0].release();
  expect((await Promise.all(more)).map(({ raw }) => [...raw])).toEqual([sums(12), sums(12)]);
});

test('where all threads are busy what waits is answered here, a little at a time, with the event loop between', async () => {
  const { dispatcher, batches } = threads(1);
  const cost = { call: 0.4 * HERE_MICROSECONDS, row: 0.4 * HERE_MICROSECONDS };
  const { calls, network } = near(cost);
  const far = dispatcher.submit(laneOf(), samples(1), 1);
  await turn();
  const outputs = dispatcher.submit(laneOf({ cost, near: network }), samples(5), 5);
  const turns: number[] = [];
  while (calls.length < 3) {
    await new Promise((resolve) => setImmediate(resolve));
    turns.push(calls.length);
  }
  expect([...(await outputs).raw]).toEqual(sums(5));
  expect([calls, turns]).toEqual([[2, 2, 1], [1, 2, 3]]);
  batches[0].release();
  await far;
});

test('of several models, those that found no time come first in the next turn', async () => {
  const { dispatcher, batches } = threads(1);
  const far = dispatcher.submit(laneOf(), samples(1), 1); // no thread is left to help
  await turn();
  const order: string[] = [];
  const cost = { call: NEAR_MICROSECONDS, row: NEAR_MICROSECONDS };
  const asked = ['a', 'b'].map((name) => {
    const lane = laneOf({ cost, near: networkOf(cost, () => order.push(name)) });
    return dispatcher.submit(lane, samples(3), 3);
  });
  await Promise.all(asked);
  expect(order).toEqual(['a', 'b', 'a', 'b', 'a', 'b']);
  batches[0].release();
  await far;
});

test('only so many threads help as have enough to do', async () => {
  const { dispatcher, batches } = threads(16);
  const cost = { call: 34, row: 23 };
  const { calls, network } = near(cost);
  const outputs = dispatcher.submit(laneOf({ cost, maxRows: 64, near: network }), samples(60), 60);
  await turn();
  expect([batches.map(({ rows }) => rows), calls]).toEqual([[7, 7, 7, 7, 8, 8, 8], [8]]);
  for (const batch of batches) batch.release();
  expect([...(await outputs).raw]).toEqual(sums(60));
});

test('several requests are answered here together, each with its own; where that fails, so do they', async () => {
  const { dispatcher, batches } = threads(1);
  const cost = { call: 1, row: 1 };
  const { calls, network } = near(cost);
  const lane = laneOf({ cost, near: network });
  const together = await Promise.all([1, 2, 3].map((n) => dispatcher.submit(lane, samples(n, 10 * n), n)));
  expect(together.map(({ raw }) => [...raw])).toEqual([1, 2, 3].map((n) => sums(n, 10 * n)));
  const alone = samples(2, 7);
  expect([...(await dispatcher.submit(lane, alone, 2)).answers]).toEqual(sums(2, 7).map((sum) => -sum));
  expect([...alone]).toEqual([...samples(2, 7)]); // what was given stays as it is
  expect(calls).toEqual([6, 2]);
  const broken = laneOf({ cost, near: networkOf(cost, () => { throw new Error('broken'); }) });
  const answers = await Promise.allSettled([dispatcher.submit(broken, samples(1), 1), dispatcher.submit(broken, samples(1), 1)]);
  expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  await expect(dispatcher.submit(broken, samples(1), 1)).rejects.toThrow('broken');
  expect(batches).toHaveLength(0);
});
