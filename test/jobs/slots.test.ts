import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Slots } from '../../src/jobs/slots.ts';
import type { Wish } from '../../src/jobs/spec/index.ts';

interface Asked extends Wish {
  /** undefined while it waits */
  threads?: number;
  release: () => void;
  done: boolean;
}

/** A claim with a record of what became of it. */
function ask(slots: Slots, wish: Wish): Asked {
  const asked: Asked = { ...wish, done: false, release: () => {} };
  const release = slots.claim(wish, (threads) => {
    expect(asked.threads).toBe(undefined);
    asked.threads = threads;
  });
  asked.release = () => {
    asked.done = true;
    release();
  };
  return asked;
}

const exactly = (threads: number): Wish => ({ least: threads, most: threads });

test('a wide claim waits for its threads and is not overtaken', () => {
  const slots = new Slots(4);
  const [first, second] = [ask(slots, exactly(1)), ask(slots, exactly(2))];
  const wide = ask(slots, exactly(4));
  const narrow = ask(slots, exactly(1));
  expect([first, second, wide, narrow].map(({ threads }) => threads)).toEqual([1, 2, undefined, undefined]);
  second.release();
  expect(narrow.threads).toBe(undefined);
  first.release();
  expect([wide.threads, narrow.threads, slots.free]).toEqual([4, undefined, 0]);
  wide.release();
  expect([narrow.threads, slots.free]).toEqual([1, 3]);
});

test('an automatic claim takes what is free, and waits only for the first thread', () => {
  const slots = new Slots(3);
  const [narrow, automatic, next] = [ask(slots, exactly(1)), ask(slots, { least: 1, most: 3 }), ask(slots, { least: 1, most: 3 })];
  expect([narrow.threads, automatic.threads, next.threads]).toEqual([1, 2, undefined]);
  automatic.release();
  expect(next.threads).toBe(2);
});

test('who leaves the line makes way for the next; giving back twice gives back once', () => {
  const slots = new Slots(2);
  const [first, wide, last] = [ask(slots, exactly(1)), ask(slots, exactly(2)), ask(slots, exactly(1))];
  wide.release();
  expect([wide.threads, last.threads, slots.waiting]).toEqual([undefined, 1, 0]);
  first.release();
  first.release();
  wide.release();
  expect(slots.free).toBe(1);
});

test('a claim that could never be met is refused instead of waiting for ever', () => {
  expect(() => new Slots(2).claim(exactly(3), () => {})).toThrow(/3 to 3 of 2/);
  expect(() => new Slots(2).claim({ least: 0, most: 1 }, () => {})).toThrow(RangeError);
  expect(() => new Slots(2).claim({ least: 2, most: 1 }, () => {})).toThrow(RangeError);
});

type Step = { ask: Wish } | { release: number };

const scenario = fc.integer({ min: 1, max: 16 }).chain((total) => {
  const wish = fc.tuple(fc.integer({ min: 1, max: total }), fc.integer({ min: 0, max: total })).map(([least, more]) => ({ ask: { least, most: least + more } }));
  return fc.record({ total: fc.constant(total), steps: fc.array(fc.oneof(wish, fc.nat(40).map((release) => ({ release }))) as fc.Arbitrary<Step>, { maxLength: 80 }) });
});

test('whatever is asked and given back: never more than there are, in order, and nobody waits in vain', () => {
  fc.assert(fc.property(scenario, ({ total, steps }) => {
    const slots = new Slots(total);
    const all: Asked[] = [];
    for (const step of steps) {
      if ('ask' in step) all.push(ask(slots, step.ask));
      else if (all.length > 0) all[step.release % all.length].release();
      const held = all.filter(({ threads, done }) => threads !== undefined && !done);
      const waiting = all.filter(({ threads, done }) => threads === undefined && !done);
      const sum = held.reduce((threads, asked) => threads + asked.threads!, 0);
      expect(sum).toBeLessThanOrEqual(total);
      expect([slots.free, slots.waiting]).toEqual([total - sum, waiting.length]);
      for (const { least, most, threads } of held) expect(threads! >= least && threads! <= most).toBe(true);
      // who came before the first in line has got threads; who came after waits too
      if (waiting.length > 0) {
        expect(waiting[0].least).toBeGreaterThan(slots.free);
        expect(all.slice(all.indexOf(waiting[0])).every(({ threads, done }) => threads === undefined || done)).toBe(true);
      }
    }
    // everybody who stays gets a turn
    for (let next = all.find(({ threads, done }) => threads !== undefined && !done); next; next = all.find(({ threads, done }) => threads !== undefined && !done)) next.release();
    expect([slots.free, slots.waiting]).toEqual([total, 0]);
    expect(all.every(({ threads, done }) => done || threads !== undefined)).toBe(true);
  }), { seed: 3, numRuns: 500 });
});
