import type { RandomStream } from '../src/engine/random.ts';
import type { Ledger } from './ledger.ts';
import type { World } from './world.ts';

export interface Stage {
  world: World;
  ledger: Ledger;
  /** the schedule: the same for the same seed */
  random: RandomStream;
  /** the version that is part of `npm test` */
  short: boolean;
}

/** What happened, as numbers for the report; `problems` are expectations of the scenario itself that did not hold. */
export interface Happened {
  counts: Record<string, number>;
  problems: string[];
  /** ways of ending that belong to the scenario, beside success */
  may?: readonly string[];
}

export interface Scenario {
  name: string;
  summary: string;
  play(stage: Stage): Promise<Happened>;
}
