import type { Scenario } from '../scenario.ts';

export const brokenThreads: Scenario = {
  name: 'broken-threads',
  summary: 'a thread that throws, one with an error that nobody catches, one without memory',
  async play({ world, ledger }) {
    const problems: string[] = [];
    for (const thread of ['throws', 'uncaught', 'out-of-memory'] as const) {
      const consumer = await world.startConsumer({ faults: { thread } });
      const job = await ledger.ended(await ledger.submit('steps', { model: `steps-${thread}` }));
      if (job.attempts.length < 2) problems.push(`the thread that ${thread} cost no attempt: the fault did not happen`);
      await consumer.stop();
    }
    return { counts: { 'broken threads': 3 }, problems };
  },
};
