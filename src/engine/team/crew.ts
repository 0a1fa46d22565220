/** The threads that help the calling one: started once, told what to do at each step, ended with the run. */
import { Worker } from 'node:worker_threads';
import { ALONE, type Team } from '../../kernels/team.ts';
import { createSync, SharedTeam } from './barrier.ts';

/** What a helping thread is given, beside what its task needs. */
export interface HelperData<Task> {
  sync: SharedArrayBuffer;
  rank: number;
  size: number;
  task: Task;
}

/** Words of a command; 0 ends the helpers. */
export type Command = readonly [kind: number, a: number, b: number, c: number];
export const STOP = 0;

export interface Crew {
  readonly team: Team;
  /** Lets the helpers begin the same work as the caller, which goes on with it at once. */
  begin(...command: Command): void;
  /** Returns when all have done it. */
  end(): void;
  /** Ends the helpers; the crew cannot be used any more. */
  close(): void;
}

const NO_CREW: Crew = { team: ALONE, begin() {}, end() {}, close() {} };

/** Starts `threads` - 1 helpers that run `helper.ts` on the task. */
export function startCrew(threads: number, task: unknown): Crew {
  if (threads === 1) return NO_CREW;
  const sync = createSync();
  const team = new SharedTeam(sync, 0, threads);
  const workers = Array.from({ length: threads - 1 }, (_, i) => {
    const workerData: HelperData<unknown> = { sync, rank: i + 1, size: threads, task };
    const worker = new Worker(new URL('./helper.ts', import.meta.url), { workerData, name: `team-${i + 1}` });
    worker.unref();
    worker.on('error', () => team.break());
    return worker;
  });
  let closed = false;
  return {
    team,
    begin(...command) {
      team.command.set(command);
      team.barrier();
    },
    end: () => team.barrier(),
    close() {
      if (closed) return;
      closed = true;
      team.command.set([STOP, 0, 0, 0]);
      try {
        team.barrier();
      } catch {
        // a broken team has no one left to tell
      }
      for (const worker of workers) void worker.terminate();
    },
  };
}
