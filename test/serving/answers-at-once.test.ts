import { describe, expect, test } from 'vitest';
import { HERE_MICROSECONDS } from '../../src/serving/lane.ts';
import { laneOf, near, samples, sums, threads } from './dispatching.ts';

describe('who is alone', () => {
  const cost = { call: 34, row: 23 };

  test('is answered at once, and what was given stays as it is', () => {
    const { dispatcher, batches } = threads(2);
    const { calls, network } = near(cost);
    const given = samples(2, 7);
    const outputs = dispatcher.answerAtOnce(laneOf({ cost, near: network }), given, 2);
    expect([...outputs!.raw]).toEqual(sums(2, 7));
    expect([...outputs!.answers]).toEqual(sums(2, 7).map((sum) => -sum));
    expect([...given]).toEqual([...samples(2, 7)]);
    expect([batches.length, calls]).toEqual([0, [2]]);
  });

  test('takes a turn where threads would help, where others wait, and where the network is elsewhere', async () => {
    const { dispatcher } = threads(2);
    const { network } = near(cost);
    const lane = laneOf({ cost, maxRows: 64, near: network });
    expect(dispatcher.answerAtOnce(lane, samples(14), 14)).toBeNull(); // two parts of 150 microseconds
    expect(dispatcher.answerAtOnce(lane, samples(13), 13)).not.toBeNull();
    expect(dispatcher.answerAtOnce(laneOf(), samples(1), 1)).toBeNull();
    const other = dispatcher.submit(lane, samples(1), 1);
    expect(dispatcher.answerAtOnce(lane, samples(1), 1)).toBeNull();
    await other;
    expect(dispatcher.answerAtOnce(lane, samples(1), 1)).not.toBeNull();
  });

  test('leaves others their turn after half a millisecond, and is one batch at most', async () => {
    const { dispatcher } = threads(2);
    const { network } = near({ call: 0, row: 0 });
    const cost = { call: HERE_MICROSECONDS / 4, row: 1 };
    const lane = laneOf({ cost, maxRows: 8, near: network });
    expect(dispatcher.answerAtOnce(lane, samples(9), 9)).toBeNull();
    let answered = 0;
    while (answered < 50 && dispatcher.answerAtOnce(lane, samples(1), 1)) answered += 1; // each makes the next cost a little less
    expect(answered).toBeGreaterThanOrEqual(2);
    expect(answered).toBeLessThan(20);
    await dispatcher.submit(lane, samples(1), 1);
    expect(dispatcher.answerAtOnce(lane, samples(1), 1)).not.toBeNull();
  });
});
