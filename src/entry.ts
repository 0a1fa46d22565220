import { type Config, configOrExit } from './config.ts';
import { TrainyardError } from './engine/index.ts';

export type ServiceConfig = Config & { redisUrl: string };

/** Runs one process of the service: configuration, start, and an orderly end on SIGTERM or SIGINT. `start` returns how to stop. */
export async function runProcess(name: string, start: (config: ServiceConfig) => Promise<() => Promise<void>>): Promise<void> {
  const config = configOrExit();
  if (config.redisUrl === null) {
    process.stderr.write('REDIS_URL is not set; name a Redis, or use `npm start`, which starts a private one\n');
    process.exit(1);
  }
  try {
    const stop = await start({ ...config, redisUrl: config.redisUrl });
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop().then(() => process.exit(0), () => process.exit(1)));
  } catch (error) {
    const hint = error instanceof TrainyardError && error.hint !== '' ? `; ${error.hint}` : '';
    process.stderr.write(`the ${name} cannot start: ${error instanceof Error ? error.message : String(error)}${hint}\n`);
    process.exit(1);
  }
}
