/** Many who follow one log: each event once and in order for each of them, with far fewer reads than followers. */
import { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Followers } from '../../src/jobs/followers.ts';
import { keys } from '../../src/jobs/keys.ts';
import { startTestRedis, type TestRedis } from '../support/redis.ts';

let server: TestRedis;
let redis: Redis;
let followers: Followers;
let reads = 0;
beforeAll(async () => {
  server = await startTestRedis();
  redis = new Redis(server.url);
  const counted = new Redis(server.url);
  const { xrange } = counted;
  counted.xrange = ((...args: Parameters<typeof xrange>) => {
    reads += 1;
    return xrange.apply(counted, args);
  }) as typeof xrange;
  followers = new Followers(counted, new Redis(server.url));
});
afterAll(async () => {
  followers.close();
  redis.disconnect();
  await server.stop();
});

async function say(id: string, seq: number, type = 'progress', wake = true): Promise<void> {
  await redis.xadd(keys.events(id), `${seq}-0`, 'event', JSON.stringify({ type, at: '', attempt: 1, step: seq, epoch: 0, data: {} }));
  if (wake) await redis.publish(keys.wake, id);
}

async function seenBy(id: string, after: number, signal = AbortSignal.timeout(30_000)): Promise<number[]> {
  const seen: number[] = [];
  for await (const page of followers.follow(id, after, signal)) seen.push(...page.map(({ seq }) => seq));
  return seen;
}

test('each of many gets every event once and in order, from where it began', async () => {
  await say('a', 1);
  const all = Promise.all(Array.from({ length: 200 }, (_, i) => seenBy('a', i % 2)));
  for (let seq = 2; seq <= 60; seq++) await say('a', seq);
  await say('a', 61, 'end');
  (await all).forEach((seen, i) => expect(seen).toEqual(Array.from({ length: 61 - (i % 2) }, (_, k) => k + 1 + (i % 2))));
  expect(reads).toBeLessThan(200 * 61 / 10);
});

test('an event whose wake-up was lost comes all the same', async () => {
  await say('b', 1);
  const seen = seenBy('b', 0);
  await say('b', 2, 'progress', false);
  await say('b', 3, 'end', false);
  expect(await seen).toEqual([1, 2, 3]);
});

test('longer logs than a page, and one that is over already', async () => {
  const pipeline = redis.pipeline();
  for (let seq = 1; seq <= 1201; seq++) pipeline.xadd(keys.events('c'), `${seq}-0`, 'event', JSON.stringify({ type: seq === 1201 ? 'end' : 'progress', data: {} }));
  await pipeline.exec();
  expect(await seenBy('c', 0)).toHaveLength(1201);
  expect(await seenBy('c', 1201)).toEqual([]);
});

test('who goes away hears nothing more, and others do', async () => {
  await say('d', 1);
  const stop = new AbortController();
  const [leaving, staying] = [seenBy('d', 0, stop.signal), seenBy('d', 0)];
  await expect.poll(() => reads).toBeGreaterThan(0);
  stop.abort();
  expect((await leaving).length).toBeLessThan(2);
  await say('d', 2, 'end');
  expect(await staying).toEqual([1, 2]);
});
