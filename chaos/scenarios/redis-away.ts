import { setTimeout as sleep } from 'node:timers/promises';
import { KIND_NAMES } from '../jobs.ts';
import type { Scenario } from '../scenario.ts';

/** A hanging Redis holds connections open, one that is stopped refuses them: both for longer than a lease. */
export const redisAway: Scenario = {
  name: 'redis-away',
  summary: 'Redis hung, then stopped, each for longer than a lease lasts',
  async play({ world, ledger, short }) {
    const away = short ? 8000 : 30_000;
    await world.startConsumer();
    await world.startConsumer();
    for (const kind of KIND_NAMES) await ledger.submit(kind);
    await sleep(1500);
    process.kill(world.redis.pid, 'SIGSTOP');
    await sleep(away);
    process.kill(world.redis.pid, 'SIGCONT');
    if (!short) {
      for (const kind of KIND_NAMES) await ledger.submit(kind);
      await sleep(1500);
      await world.redis.stop();
      await sleep(away);
      await world.startRedis();
    }
    await ledger.allEnded();
    return { counts: { 'seconds hung': away / 1000, 'seconds stopped': short ? 0 : away / 1000 }, problems: [] };
  },
};
