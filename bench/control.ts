/**
 * `npm run bench:control [-- --rounds N]`: how long a wish takes from the request to the memory of a computing thread in another process, and until
 * that thread is done; and how long a consumer takes from SIGTERM to its end while its thread computes.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { kindsOf } from '../chaos/jobs.ts';
import type { Notice } from '../chaos/orders.ts';
import { World } from '../chaos/world.ts';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '20' } } });
const rounds = Number(values.rounds);
/** Steps of a millisecond or two, and evaluations in between. */
const spec = { ...kindsOf(false).images, model: 'control', epochs: 1000, network: { preset: 'simple-convnet' } };

const world = await World.create();
const notices: Notice[] = [];
const until = async (event: Notice['event'], id: string): Promise<number> => {
  for (;;) {
    const found = notices.find((notice) => notice.event === event && notice.id === id);
    if (found) return found.at;
    await sleep(1);
  }
};

async function computing(key: string): Promise<string> {
  const id = await world.submit(spec, key);
  for await (const { type, step } of world.client.jobs.events(id)) if (type === 'progress' && step > 5) break;
  return id;
}

const shown = (given: number[]): string => {
  const sorted = given.toSorted((a, b) => a - b);
  return `median ${sorted[sorted.length >> 1].toFixed(0)} ms, longest ${sorted.at(-1)!.toFixed(0)} ms`;
};

try {
  await world.startConsumer({ threads: 2, notice: (notice) => notices.push(notice) });
  for (const verb of ['cancel', 'pause', 'stop'] as const) {
    const [reached, ended]: [number[], number[]] = [[], []];
    for (let round = 0; round < rounds; round++) {
      const id = await computing(`${verb}-${round}`);
      await sleep(37 * (round % 10));
      const since = Date.now();
      await world.client.jobs[verb](id);
      reached.push((await until('asked', id)) - since);
      ended.push((await until('ended', id)) - since);
      if (verb === 'pause') await world.client.jobs.cancel(id);
    }
    console.log(`${verb.padEnd(7)} reaches the thread: ${shown(reached)}; the thread is done: ${shown(ended)} (${rounds} rounds)`);
  }
  const stops: number[] = [];
  for (const consumer of [...world.consumers]) await consumer.stop();
  for (let round = 0; round < Math.min(5, rounds); round++) {
    const consumer = await world.startConsumer();
    const id = await computing(`term-${round}`);
    stops.push(await consumer.stop());
    await world.client.jobs.cancel(id);
  }
  console.log(`SIGTERM to the end of the consumer, its job saved and handed back: ${shown(stops)} (${stops.length} rounds)`);
} finally {
  await world.close();
}
