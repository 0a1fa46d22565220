import { setTimeout as sleep } from 'node:timers/promises';
import { KIND_NAMES } from '../jobs.ts';
import type { Scenario } from '../scenario.ts';

/** Every submission is sent again with its Idempotency-Key until it is answered, every stream taken up again behind its last event. */
export const apiKills: Scenario = {
  name: 'api-kills',
  summary: 'the API killed with -9 while jobs are submitted and streams are read',
  async play({ world, ledger, random, short }) {
    const [jobs, kills] = short ? [2, 1] : [30, 12];
    await world.startConsumer({ threads: 2 });
    const submitting = Promise.all(Array.from({ length: jobs }, async (_, n) => {
      await sleep(n * (short ? 300 : 800));
      return ledger.submit(KIND_NAMES[n % KIND_NAMES.length]);
    }));
    for (let kill = 0; kill < kills; kill++) {
      await sleep(200 + random.uniform() * 1500);
      await world.killApi();
      await world.startApi();
    }
    await submitting;
    await ledger.allEnded();
    return { counts: { 'API kills': kills }, problems: [] };
  },
};
