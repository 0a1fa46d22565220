/** Consumers in processes of their own, to be killed. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { TestJobs } from './support.ts';

export function spawnConsumer(jobs: TestJobs, threads: number): ChildProcess {
  const env = { ...process.env, REDIS_URL: jobs.redisUrl, STORE_URL: `file://${jobs.store.location}`, WORKER_THREADS: String(threads), LOG_LEVEL: 'silent' };
  const child = spawn(process.execPath, [fileURLToPath(new URL('../../src/consumer.ts', import.meta.url))], { env, stdio: 'ignore' });
  jobs.onClose(() => kill(child));
  return child;
}

/** With -9, unless it has ended. */
export async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}
