import { randomKey, RandomStream, STREAMS } from '../src/engine/random.ts';
import { type Kind, KIND_NAMES, kindsOf } from './jobs.ts';
import { type Counts, Ledger, type References } from './ledger.ts';
import type { Happened, Scenario } from './scenario.ts';
import { World } from './world.ts';

export interface Report extends Happened {
  name: string;
  summary: string;
  jobs: Counts;
  seconds: number;
}

/** One undisturbed run of each kind, in a world of its own. */
export async function learn(short: boolean): Promise<References> {
  const world = await World.create();
  const references = new Map<Kind, string>();
  try {
    await world.startConsumer();
    const ledger = new Ledger(world, kindsOf(short), references);
    for (const kind of KIND_NAMES) {
      const { status, attempts, result } = await ledger.ended(await ledger.submit(kind));
      if (status !== 'succeeded' || attempts.length !== 1) throw new Error(`the undisturbed run of ${kind} ended as ${status} after ${attempts.length} attempts`);
      references.set(kind, result!.weightsSha256);
    }
    return references;
  } finally {
    await world.close();
  }
}

/** One scenario in a world of its own. */
export async function play(scenario: Scenario, { seed, short, references }: { seed: number; short: boolean; references: References }): Promise<Report> {
  const world = await World.create();
  const since = performance.now();
  try {
    const ledger = new Ledger(world, kindsOf(short), references);
    const happened = await scenario.play({ world, ledger, random: new RandomStream(randomKey(seed, STREAMS.data, 0)), short });
    const jobs = await ledger.settle({ may: happened.may });
    return { name: scenario.name, summary: scenario.summary, ...happened, jobs, seconds: Math.round((performance.now() - since) / 1000) };
  } finally {
    await world.close();
  }
}
