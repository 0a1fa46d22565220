import { flushCompileCache } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Config, configOrExit } from './config.ts';
import { TrainyardError } from './engine/index.ts';
import { onStopSignal } from './supervisor/stop-signals.ts';

export type ServiceConfig = Config & { redisUrl: string };

/** For a start that is asked to stop: it may wait for a Redis that never comes. */
const START_MS = 3000;

/** Runs one process of the service: configuration, start, and an orderly end on a signal, also of one that comes while it starts. `start` returns how to stop. */
export async function runProcess(name: string, start: (config: ServiceConfig) => Promise<() => Promise<void>>): Promise<void> {
  const config = configOrExit();
  if (config.redisUrl === null) {
    process.stderr.write('REDIS_URL is not set; name a Redis, or use `npm start`, which starts a private one\n');
    process.exit(1);
  }
  const started = start({ ...config, redisUrl: config.redisUrl });
  onStopSignal(() => {
    void Promise.race([started, sleep(START_MS, null)]).then((stop) => stop?.()).then(() => process.exit(0), () => process.exit(1));
  }, () => process.exit(130));
  try {
    await started;
    flushCompileCache(); // now, for a process that is killed leaves none
  } catch (error) {
    const hint = error instanceof TrainyardError && error.hint !== '' ? `; ${error.hint}` : '';
    process.stderr.write(`the ${name} cannot start: ${error instanceof Error ? error.message : String(error)}${hint}\n`);
    process.exit(1);
  }
}
