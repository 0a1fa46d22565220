import { expect, test } from 'vitest';
import { Lag } from '../../web/src/service/lag.ts';

const PATIENCE = 3000;

test('a stream that reaches what the service says is not behind, however seldom events come', () => {
  const lag = new Lag(0);
  lag.came(10, 1000);
  for (const now of [21_000, 41_000]) {
    lag.said(10, { asked: now - 20, now });
    expect(lag.behind(now + 5000, PATIENCE)).toBe(0);
  }
  lag.said(11, { asked: 50_000, now: 50_010 });
  expect(lag.behind(50_020, PATIENCE)).toBe(0); // its event is on the way
  lag.came(11, 50_030);
  expect(lag.behind(60_000, PATIENCE)).toBe(0);
});

test('a stream that stands still is as old as its last event, until it has caught up', () => {
  const lag = new Lag(0);
  lag.came(10, 1000);
  lag.said(20, { asked: 2000, now: 2010 });
  lag.said(40, { asked: 4000, now: 4010 });
  expect(lag.behind(6000, PATIENCE)).toBe(5000);
  lag.came(20, 7000);
  expect(lag.behind(7500, PATIENCE)).toBe(6500); // step 40 was known of when the newest event was that of step 10
  lag.came(40, 7600);
  expect(lag.behind(20_000, PATIENCE)).toBe(0);
});

test('a stream that trickles is behind by the time that a step takes to come through it', () => {
  const lag = new Lag(0);
  for (let second = 1; second <= 60; second++) {
    lag.said(second * 100, { asked: second * 1000, now: second * 1000 });
    if (second > 10) lag.came((second - 10) * 100, second * 1000);
  }
  expect(lag.behind(60_000, PATIENCE)).toBeGreaterThanOrEqual(9000);
  expect(lag.behind(60_000, PATIENCE)).toBeLessThanOrEqual(11_000);
});

test('a job that has ended is further than any step; silence ends with an answer, an event, or an open stream', () => {
  const lag = new Lag(0);
  lag.came(10, 1000);
  lag.said(Number.POSITIVE_INFINITY, { asked: 2000, now: 2000 });
  lag.came(10_000, 3000);
  expect(lag.behind(9000, PATIENCE)).toBe(8000);
  expect(lag.silence(9000)).toBe(6000);
  lag.opened(9500);
  expect(lag.silence(10_000)).toBe(500);
});
