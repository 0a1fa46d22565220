import { setTimeout as sleep } from 'node:timers/promises';
import { TrainyardApiError } from '../../src/client/index.ts';
import { KIND_NAMES } from '../jobs.ts';
import type { Scenario, Stage } from '../scenario.ts';

type Verb = 'pause' | 'resume' | 'stop' | 'cancel';

/** What each user asks for again and again, one of these at a time. */
const USERS: readonly (readonly Verb[])[] = [['pause', 'resume', 'resume'], ['pause', 'resume', 'resume'], ['pause', 'resume', 'resume', 'stop'], ['pause', 'resume', 'resume'], ['pause', 'resume', 'resume', 'cancel']];

/** Users who change their minds: every wish is granted or refused, and what was not stopped or cancelled has the bytes of an undisturbed run. */
export const verbs: Scenario = {
  name: 'verbs',
  summary: 'pause, resume, stop and cancel at random moments, while the consumers are killed',
  async play(stage) {
    const { world, ledger, random, short } = stage;
    const [jobs, kills] = short ? [3, 1] : [20, 12];
    const ids: string[] = [];
    for (let n = 0; n < jobs; n++) ids.push(await ledger.submit(KIND_NAMES[n % KIND_NAMES.length]));
    const counts: Record<string, number> = { 'consumers killed': kills, refused: 0, pause: 0, resume: 0, stop: 0, cancel: 0 };
    const problems: string[] = [];
    let busy = true;
    const users = Promise.all(ids.map(async (id, n) => {
      const verbsOfUser = USERS[n % USERS.length];
      while (busy) {
        await sleep((short ? 0.3 : 1) * (300 + random.uniform() * 3000));
        await ask(stage, { id, verb: verbsOfUser[Math.floor(random.uniform() * verbsOfUser.length)], counts, problems });
      }
    }));
    for (let kill = 0; kill < kills; kill++) {
      const victim = await world.startConsumer({ threads: 2 });
      await sleep((short ? 0.5 : 1) * (1000 + random.uniform() * 4000));
      await victim.die();
    }
    busy = false;
    await users;
    await world.startConsumer({ threads: 2 });
    await Promise.all(ids.map((id) => wakeUntilEnded(stage, id)));
    return { counts, problems, may: ['cancelled'] };
  },
};

async function ask({ world }: Stage, { id, verb, counts, problems }: { id: string; verb: Verb; counts: Record<string, number>; problems: string[] }): Promise<void> {
  try {
    await world.client.jobs[verb](id);
    counts[verb] += 1;
  } catch (error) {
    const fits = error instanceof TrainyardApiError && error.status === 409 && error.code === 'wrong-state';
    if (fits) counts.refused += 1;
    else problems.push(`${verb} of ${id}: ${String(error)}`);
  }
}

async function wakeUntilEnded({ world }: Stage, id: string): Promise<void> {
  for (;;) {
    const { status } = await world.client.jobs.get(id);
    if (['succeeded', 'failed', 'cancelled'].includes(status)) return;
    if (status === 'paused') await world.client.jobs.resume(id);
    await sleep(200);
  }
}
