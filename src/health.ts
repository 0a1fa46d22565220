import { Redis } from 'ioredis';
import { type Config, configOrExit } from './config.ts';
import { redisOptions } from './redis/index.ts';

/**
 * Health of a consumer, asked in its own container: what it says on its HEALTH_PORT. Without one Redis is asked: BullMQ names the connection on which a
 * worker waits for jobs; healthy is a machine from which such a connection exists. Ends with 0 or 1.
 */
const config = configOrExit();
const { healthy, said } = await (config.healthPort === 0 ? askRedis(config) : askConsumer(config));
process.stdout.write(`${said}\n`);
process.exitCode = healthy ? 0 : 1;

interface Answer {
  healthy: boolean;
  said: string;
}

async function askConsumer({ host, healthPort }: Config): Promise<Answer> {
  const there = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '[::1]' : host.includes(':') ? `[${host}]` : host;
  try {
    const answer = await fetch(`http://${there}:${healthPort}/readyz`, { signal: AbortSignal.timeout(4000) });
    return { healthy: answer.ok, said: await answer.text() };
  } catch (error) {
    return { healthy: false, said: `nothing answers on HEALTH_PORT ${healthPort}: ${(error as Error).message}` };
  }
}

async function askRedis({ redisUrl }: Config): Promise<Answer> {
  const redis = new Redis({ ...redisOptions(redisUrl ?? 'redis://127.0.0.1'), maxRetriesPerRequest: 1, connectTimeout: 3000 });
  redis.on('error', () => {});
  try {
    const own = addressOf(String(await redis.client('INFO')));
    const clients = String(await redis.client('LIST')).trim().split('\n');
    const healthy = clients.some((client) => /\bname=\S+/.test(client) && addressOf(client) === own);
    return { healthy, said: healthy ? 'a worker is connected' : 'no worker is connected from here' };
  } catch (error) {
    return { healthy: false, said: `Redis does not answer: ${(error as Error).message}` };
  } finally {
    redis.disconnect();
  }
}

/** The host part of `addr=host:port`; of a unix socket its path. */
function addressOf(client: string): string | undefined {
  return /\baddr=(\S+):\d+/.exec(client)?.[1];
}
