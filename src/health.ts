import { Redis } from 'ioredis';
import { configOrExit } from './config.ts';
import { redisOptions } from './redis/index.ts';

/**
 * Health of a consumer, asked in its own container: BullMQ names the connection on which a worker waits for jobs; healthy is a machine from which such a
 * connection exists. A consumer listens on no port that could be asked instead. Ends with 0 or 1.
 */
const { redisUrl } = configOrExit();
const redis = new Redis({ ...redisOptions(redisUrl ?? 'redis://127.0.0.1'), maxRetriesPerRequest: 1, connectTimeout: 3000 });
redis.on('error', () => {});
try {
  const own = addressOf(String(await redis.client('INFO')));
  const clients = String(await redis.client('LIST')).trim().split('\n');
  const waiting = clients.some((client) => /\bname=\S+/.test(client) && addressOf(client) === own);
  process.exitCode = waiting ? 0 : 1;
  process.stdout.write(waiting ? 'a worker is connected\n' : 'no worker is connected from here\n');
} catch (error) {
  process.stdout.write(`Redis does not answer: ${(error as Error).message}\n`);
  process.exitCode = 1;
} finally {
  redis.disconnect();
}

/** The host part of `addr=host:port`; of a unix socket its path. */
function addressOf(client: string): string | undefined {
  return /\baddr=(\S+):\d+/.exec(client)?.[1];
}
