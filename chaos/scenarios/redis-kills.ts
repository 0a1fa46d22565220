import { setTimeout as sleep } from 'node:timers/promises';
import { KIND_NAMES } from '../jobs.ts';
import type { Scenario } from '../scenario.ts';

/** The append-only file is written before anything is answered: what a client saw is there again. */
export const redisKills: Scenario = {
  name: 'redis-kills',
  summary: 'Redis killed with -9 and started again on its append-only file',
  async play({ world, ledger, random, short }) {
    const [jobs, kills] = short ? [2, 1] : [6, 6];
    await world.startConsumer({ threads: 2 });
    for (let n = 0; n < jobs; n++) await ledger.submit(KIND_NAMES[n % KIND_NAMES.length]);
    for (let kill = 0; kill < kills; kill++) {
      await sleep(800 + random.uniform() * 2000);
      await world.killRedis();
      await sleep(random.uniform() * 1000);
      await world.startRedis();
      if (kill % 2 === 0) await ledger.submit('steps');
    }
    await ledger.allEnded();
    return { counts: { 'Redis kills': kills }, problems: [] };
  },
};
