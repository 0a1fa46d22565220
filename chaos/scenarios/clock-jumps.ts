import { KIND_NAMES } from '../jobs.ts';
import type { Scenario } from '../scenario.ts';

export const clockJumps: Scenario = {
  name: 'clock-jumps',
  summary: 'a wall clock that jumps a day forth and back, several times a second',
  async play({ world, ledger }) {
    await world.startConsumer({ faults: { clock: true }, threads: 2 });
    for (const kind of KIND_NAMES) await ledger.submit(kind);
    await ledger.allEnded();
    return { counts: { 'consumers with a wrong clock': 1 }, problems: [] };
  },
};
