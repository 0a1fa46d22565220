import { setTimeout as sleep } from 'node:timers/promises';
import { openQueue } from '../../src/jobs/queue.ts';
import type { Scenario, Stage } from '../scenario.ts';

/** The queue gives the same attempt to two consumers; and one that hung until its lease was given away goes on as if nothing had happened. */
export const rivals: Scenario = {
  name: 'rivals',
  summary: 'the same attempt delivered twice, and two consumers that both believe they hold the job',
  async play(stage) {
    const { ledger, short } = stage;
    const rounds = short ? 1 : 5;
    for (let round = 0; round < rounds; round++) {
      await deliverTwice(stage);
      await freeze(stage);
    }
    await ledger.allEnded();
    return { counts: { 'attempts delivered twice': rounds, 'consumers frozen': rounds }, problems: [] };
  },
};

async function started({ world }: Stage, id: string): Promise<void> {
  for await (const { type } of world.client.jobs.events(id)) if (type === 'progress') return;
}

async function deliverTwice(stage: Stage): Promise<void> {
  const { world, ledger } = stage;
  const consumers = [await world.startConsumer(), await world.startConsumer()];
  const id = await ledger.submit('steps');
  await started(stage, id);
  const queue = openQueue(world.redis.url, false);
  for (let n = 0; n < 3; n++) await queue.add('attempt', { id }, { jobId: `${id}-twice${n}`, removeOnComplete: true, removeOnFail: true });
  await queue.close();
  await ledger.ended(id);
  await Promise.all(consumers.map((consumer) => consumer.stop()));
}

async function freeze(stage: Stage): Promise<void> {
  const { world, ledger } = stage;
  const first = await world.startConsumer();
  const id = await ledger.submit('steps');
  await started(stage, id);
  process.kill(first.pid, 'SIGSTOP');
  const second = await world.startConsumer();
  while ((await world.client.jobs.get(id)).attempts.length < 2) await sleep(100);
  process.kill(first.pid, 'SIGCONT');
  await ledger.ended(id);
  await Promise.all([first.stop(), second.stop()]);
}
