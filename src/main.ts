import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createClient } from './client/index.ts';
import { configOrExit, loadApiKey, ConfigError } from './config.ts';
import { startService } from './supervisor/service.ts';
import type { Service } from './supervisor/service.ts';
import { onStopSignal } from './supervisor/stop-signals.ts';

/** Sent over the process channel, to a parent that has one (the demo, the end-to-end tests), once the service is ready. */
export interface ReadyMessage {
  type: 'ready';
  url: string;
  apiKey: string;
  pids: { redis: number | null; api: number | null; consumer: number | null };
}

const config = configOrExit();
const log = (message: string) => process.stdout.write(`trainyard: ${message}\n`);
let service: Service | null = null;
let stopping = false;

onStopSignal(() => void shutdown(), () => service?.kill());
process.on('disconnect', () => void shutdown());

try {
  const { key, created } = loadApiKey(config);
  service = await startService({
    ...config,
    entries: { api: new URL('./server.ts', import.meta.url), consumer: new URL('./consumer.ts', import.meta.url) },
    env: process.env,
    log,
  });
  log(`ready at ${service.url} (documentation at ${service.url}/docs)`);
  if (config.auth === 'off') log('AUTH=off: no key is asked for');
  else log(created ? `API key, shown this once and kept in ${config.dataDir}/api-key: ${key}` : `API key: ${config.apiKey === null ? `in ${config.dataDir}/api-key` : 'the one in TRAINYARD_API_KEY'}`);
  if (config.auth === 'on') log(created ? await signInLink(service.url, key) : 'sign a browser in: `npm run --silent cli -- keys link` in this folder prints a link (`trainyard keys link` where it is installed)');
  // for the command line, which asks here for the service of this folder
  writeFileSync(join(config.dataDir, 'address'), `${service.url}\n`);
  log('Ctrl-C stops it; jobs that run go on at the next start');
  process.send?.({ type: 'ready', url: service.url, apiKey: key, pids: service.pids() } satisfies ReadyMessage);
} catch (error) {
  if (!(error instanceof Error)) throw error;
  process.stderr.write(`trainyard: ${error instanceof ConfigError ? '' : 'cannot start: '}${error.message}\n`);
  process.exit(1);
}

/** For a browser, without copying the key. */
async function signInLink(url: string, key: string): Promise<string> {
  try {
    const { path } = await createClient({ baseUrl: url, apiKey: key }).sessions.createLink();
    return `sign a browser in (once, within 10 minutes): ${url}${path}`;
  } catch {
    return 'sign a browser in with a link of POST /api/v1/sessions/links';
  }
}

async function shutdown(): Promise<void> {
  if (stopping) return;
  stopping = true;
  // still starting: the children end with us
  if (service === null) process.exit(130);
  log('stopping (running jobs write a checkpoint first; Ctrl-C again ends at once)');
  rmSync(join(config.dataDir, 'address'), { force: true });
  await service.stop();
  process.exit(0);
}
