import { describe, expect, test } from 'vitest';
import { Lane, NEAR_MICROSECONDS } from '../../src/serving/lane.ts';
import { laneOf, near, networkOf, samples, sums, threads, turn, WIDTH } from './dispatching.ts';

describe('what batches take is learnt', () => {
  test('a network that threads turn out to be fast with comes to this one', async () => {
    const { dispatcher, batches } = threads(1);
    const { calls, network } = near({ call: 0, row: 0 });
    const lane = laneOf({ cost: { call: 2 * NEAR_MICROSECONDS, row: 100 }, near: network });
    let asked = 0;
    for (; calls.length === 0 && asked < 50; asked++) {
      const outputs = dispatcher.submit(lane, samples(1), 1);
      await turn();
      batches[asked]?.release(); // after 100 microseconds, as it says
      await outputs;
    }
    expect(asked).toBeGreaterThan(5);
    expect(calls).toEqual([1]);
  });

  test('the rest of a request that began in a thread, too', async () => {
    const { dispatcher, batches } = threads(1);
    const { calls, network } = near({ call: 0, row: 0 });
    const lane = laneOf({ cost: { call: 1.01 * NEAR_MICROSECONDS, row: 100 }, maxRows: 1, near: network });
    const outputs = dispatcher.submit(lane, samples(5), 5);
    await turn();
    batches[0].release(); // faster than was thought
    await turn();
    batches[1].release(); // the thread helps with one more
    expect([...(await outputs).raw]).toEqual(sums(5));
    expect([batches.length, calls]).toEqual([2, [1, 1, 1]]);
  });

  test('also where another network takes the only thread', async () => {
    const { dispatcher, batches } = threads(1);
    const { network } = near({ call: 0, row: 0 });
    const [far, lane] = [laneOf(), laneOf({ cost: { call: 1.01 * NEAR_MICROSECONDS, row: 100 }, maxRows: 1, near: network })];
    const outputs = dispatcher.submit(lane, samples(9), 9);
    await turn();
    const other = dispatcher.submit(far, samples(1), 1);
    await turn();
    batches[0].release(); // the thread goes to the other one, which stands first in the row
    expect([...(await outputs).raw]).toEqual(sums(9));
    batches[1].release();
    await other;
    expect(batches.map(({ rows }) => rows)).toEqual([1, 1]);
  });

  test('of one that is slower than it was there are fewer rows at once, and at last threads have the rest', async () => {
    const { dispatcher, batches } = threads(1);
    const far = dispatcher.submit(laneOf(), samples(1), 1); // no thread helps yet
    await turn();
    const sizes: number[] = [];
    const slow = networkOf({ call: 0, row: 0 }, (rows) => {
      sizes.push(rows);
      for (const until = performance.now() + rows; performance.now() < until; ); // a millisecond each
    });
    const lane = laneOf({ cost: { call: 50, row: 50 }, maxRows: 64, near: slow });
    const outputs = dispatcher.submit(lane, samples(900), 900);
    await expect.poll(() => lane.near, { timeout: 20_000 }).toBeNull();
    expect(sizes[0]).toBe(10);
    expect(sizes.at(-1)).toBeLessThan(3);
    expect(sizes).toEqual(sizes.toSorted((x, y) => y - x));
    expect(lane.waitingRows).toBeGreaterThan(0);
    for (let released = 0; lane.waitingRows > 0 || released < batches.length; released++) {
      batches[released].release();
      await turn();
    }
    await far;
    expect([...(await outputs).raw]).toEqual(sums(900));
    expect(batches.length).toBeGreaterThan(1);
  });

  test('where it cannot be opened here, threads go on', async () => {
    const { dispatcher, batches } = threads(1);
    let opened = 0;
    const lane = new Lane({ model: { key: 'm@1' } as never, cost: { call: 1.01 * NEAR_MICROSECONDS, row: 100 }, width: WIDTH, columns: 1, maxRows: 1, open: () => { opened += 1; throw new Error('no memory'); } });
    const outputs = dispatcher.submit(lane, samples(4), 4);
    for (let released = 0; released < 4; released++) {
      await turn();
      batches[released].release();
    }
    expect([...(await outputs).raw]).toEqual(sums(4));
    expect(opened).toBe(1);
  });
});
