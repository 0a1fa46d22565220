/** Running an entry point of the service, which has an environment and a process of its own. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Environment } from './settings.ts';

const ENTRIES = {
  main: new URL('../main.ts', import.meta.url),
  reindex: new URL('../reindex.ts', import.meta.url),
  checkup: new URL('../checkup.ts', import.meta.url),
};

interface EntryOptions {
  env: Environment;
  folder: string;
  /** Told what the process says over its channel. */
  onMessage?: (message: unknown) => void;
  /** Instead of the terminal's own standard output. */
  stdout?: 'inherit' | 'ignore';
}

/** Runs it to its end and gives its exit code. What ends us ends it: by itself it notices when we are killed. */
export async function runEntry(name: keyof typeof ENTRIES, { env, folder, onMessage, stdout = 'inherit' }: EntryOptions): Promise<number> {
  const child = spawn(process.execPath, [fileURLToPath(ENTRIES[name])], { cwd: folder, env, stdio: ['ignore', stdout, 'inherit', 'ipc'] });
  if (onMessage) child.on('message', onMessage);
  // on a terminal Ctrl-C reaches the child as it reaches us, and it decides; it must not hear of it twice
  const pass = (signal: NodeJS.Signals) => void (signal === 'SIGINT' && isOnTerminal() ? null : child.kill(signal));
  const signals: NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, pass);
  try {
    return await new Promise<number>((settle, reject) => {
      child.once('error', reject);
      child.once('exit', (code, signal) => settle(code ?? (signal === 'SIGINT' ? 130 : 1)));
    });
  } finally {
    for (const signal of signals) process.off(signal, pass);
  }
}

const isOnTerminal = (): boolean => Boolean(process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY);
