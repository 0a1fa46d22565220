import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { onPath } from '../redis/binary.ts';

export interface ManagedProcess {
  readonly name: string;
  readonly pid: number | null;
  /** SIGTERM, and SIGKILL after `graceMs`; settles when it is gone for good. */
  stop(graceMs: number): Promise<void>;
  /** SIGKILL, now. */
  kill(): void;
}

export interface ManagedProcessOptions {
  name: string;
  /** A `.ts` entry point. */
  entry: URL;
  env: NodeJS.ProcessEnv;
  log(message: string): void;
}

const FIRST_DELAY_MS = 250;
const LONGEST_DELAY_MS = 10_000;
const HEALTHY_AFTER_MS = 30_000;
const PRELOAD = fileURLToPath(new URL('./orphan.ts', import.meta.url));

/** Runs an entry point in a child process and starts it again whenever it ends, with a growing pause between quick deaths. */
export function manageProcess(options: ManagedProcessOptions): ManagedProcess {
  let child: ChildProcess | null = null;
  let stopping = false;
  const finished = keepRunning();

  async function keepRunning(): Promise<void> {
    let delay = FIRST_DELAY_MS;
    while (!stopping) {
      const startedAt = Date.now();
      child = spawnEntry(options.entry, options.env);
      const ending = await ended(child);
      if (stopping) return;
      if (Date.now() - startedAt > HEALTHY_AFTER_MS) delay = FIRST_DELAY_MS;
      options.log(`the ${options.name} ended (${ending}); starting it again`);
      await sleep(delay);
      delay = Math.min(delay * 2, LONGEST_DELAY_MS);
    }
  }

  return {
    name: options.name,
    get pid() {
      return child?.pid ?? null;
    },
    async stop(graceMs) {
      stopping = true;
      child?.kill('SIGTERM');
      const timer = setTimeout(() => child?.kill('SIGKILL'), graceMs);
      await finished;
      clearTimeout(timer);
    },
    kill: () => void child?.kill('SIGKILL'),
  };
}

function spawnEntry(entry: URL, env: NodeJS.ProcessEnv): ChildProcess {
  const node = [process.execPath, '--import', PRELOAD, fileURLToPath(entry)];
  const setpriv = onPath('setpriv');
  // the kernel ends the child with us, even when we are killed with -9; elsewhere the preload notices the broken channel
  const [command, ...rest] = setpriv ? [setpriv, '--pdeathsig', 'KILL', '--', ...node] : node;
  // its own process group: Ctrl-C reaches us alone, and we end the children in order
  return spawn(command, rest, { env, detached: true, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
}

function ended(child: ChildProcess): Promise<string> {
  return new Promise((settle) => {
    child.once('error', (error) => settle(error.message));
    child.once('exit', (code, signal) => settle(signal ?? `code ${code}`));
  });
}
