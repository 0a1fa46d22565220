import { setTimeout as sleep } from 'node:timers/promises';
import { type Phase } from '../../src/jobs/control.ts';
import { KIND_NAMES } from '../jobs.ts';
import type { Scenario, Stage } from '../scenario.ts';

const PHASES = ['loading', 'training', 'evaluating', 'saving', 'publishing'] as const satisfies readonly Phase[];

/** Kills at random moments first, then in the phases that chance did not hit often enough. */
export const consumerKills: Scenario = {
  name: 'consumer-kills',
  summary: 'consumers killed with -9 at random moments and in every phase',
  async play(stage) {
    const { ledger, random, short } = stage;
    const [kills, perPhase] = short ? [2, 1] : [50, 5];
    const hits: Record<string, number> = Object.fromEntries([...PHASES, 'idle'].map((phase) => [phase, 0]));
    const kept = keepJobs(stage, short ? 2 : 6);
    for (let kill = 0; kill < kills; kill++) {
      const victim = await stage.world.startConsumer({ threads: 1 + (kill % 2) });
      await sleep(500 + random.uniform() * (short ? 2500 : 6000));
      hits[await victim.die()] += 1;
    }
    let published = 0;
    const aimed: Record<string, number> = {};
    for (const phase of PHASES) {
      for (let tries = 0; hits[phase] < perPhase && tries < 4 * perPhase; tries++) {
        const victim = await stage.world.startConsumer({ dieIn: phase });
        const late = setTimeout(() => void victim.die(), 60_000);
        await victim.exited;
        clearTimeout(late);
        const hit = (await victim.phaseOfDeath()) ?? 'idle';
        hits[hit] += 1;
        if (hit === phase) aimed[`aimed at ${phase}`] = (aimed[`aimed at ${phase}`] ?? 0) + 1;
      }
    }
    for (let time = 0; time < perPhase; time++) {
      const victim = await stage.world.startConsumer({ faults: { killWhenPublished: true } });
      const late = setTimeout(() => void victim.die(), 60_000);
      await victim.exited;
      clearTimeout(late);
      if ((await victim.phaseOfDeath()) === 'publishing') published += 1;
    }
    const timesOf = (phase: string) => (phase === 'published' ? published : hits[phase]);
    kept.stop();
    await stage.world.startConsumer({ threads: 2 });
    await kept.stopped;
    await ledger.allEnded();
    return { counts: { ...hits, ...aimed, 'killed with a model out and its record not': published }, problems: [...PHASES, 'published' as const].filter((phase) => timesOf(phase) < perPhase).map((phase) => `${phase} was hit ${timesOf(phase)} times only`) };
  },
};

/** There is always something to do: as soon as a job ends, another one is submitted. */
function keepJobs({ ledger }: Stage, jobs: number): { stop(): void; stopped: Promise<void> } {
  let going = true;
  let submitted = 0;
  async function line(): Promise<void> {
    while (going) await ledger.ended(await ledger.submit(KIND_NAMES[submitted++ % KIND_NAMES.length]));
  }
  const lines = Promise.all(Array.from({ length: jobs }, line));
  return { stop: () => (going = false), stopped: lines.then(() => {}) };
}
