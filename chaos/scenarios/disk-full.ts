import type { Scenario } from '../scenario.ts';

/** A write that stops in the middle leaves nothing behind; training goes on, and a model is published by the next attempt. */
export const diskFull: Scenario = {
  name: 'disk-full',
  summary: 'no space left while a checkpoint and a model are written',
  async play({ world, ledger }) {
    const problems: string[] = [];
    for (const diskFull of ['saving', 'publishing'] as const) {
      const consumer = await world.startConsumer({ faults: { diskFull } });
      const job = await ledger.ended(await ledger.submit('steps'));
      const log = await world.log(job.id);
      const said = log.some(({ type, data }) => type === 'log' && String(data.message).includes('ENOSPC'));
      if (diskFull === 'saving' && (!said || job.attempts.length !== 1)) problems.push('a full disk while saving should be said in the log and cost no attempt');
      if (diskFull === 'publishing' && job.attempts.length !== 2) problems.push(`publishing took ${job.attempts.length} attempts instead of 2`);
      await consumer.stop();
    }
    return { counts: { 'full disks': 2 }, problems };
  },
};
