import { randomKey, RandomStream, STREAMS } from '../src/engine/random.ts';
import { type Counts, Ledger } from './ledger.ts';
import type { Happened, Scenario } from './scenario.ts';
import { World } from './world.ts';

export interface Report extends Happened {
  name: string;
  summary: string;
  jobs: Counts;
  seconds: number;
}

/** One scenario in a world of its own. */
export async function play(scenario: Scenario, { seed, short }: { seed: number; short: boolean }): Promise<Report> {
  const world = await World.create();
  const since = performance.now();
  try {
    const ledger = new Ledger(world);
    await ledger.learn();
    const happened = await scenario.play({ world, ledger, random: new RandomStream(randomKey(seed, STREAMS.data, 0)), short });
    const jobs = await ledger.settle({ may: happened.may });
    return { name: scenario.name, summary: scenario.summary, ...happened, jobs, seconds: Math.round((performance.now() - since) / 1000) };
  } finally {
    await world.close();
  }
}
