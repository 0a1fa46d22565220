/**
 * A consumer that dies when it is told to, or in a chosen phase, and notes what its threads were at. Everything else is the product's own consumer.
 * Settings come in CHAOS as JSON, see `ConsumerOrders`; `process.send` brings 'die'.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BroadcastChannel } from 'node:worker_threads';
import { pino } from 'pino';
import { loadConfig } from '../src/config.ts';
import { createConsumer } from '../src/jobs/index.ts';
import { type Phase, readPhase } from '../src/jobs/control.ts';
import { openStore } from '../src/models/index.ts';
import { shiftClock } from './faults.ts';
import { CHANNEL, type Announcement, type ConsumerOrders } from './orders.ts';

const orders = JSON.parse(process.env.CHAOS!) as ConsumerOrders;
const controls = new Map<string, Int32Array>();

new BroadcastChannel(CHANNEL).onmessage = (message) => {
  const { id, control } = (message as unknown as { data: Announcement }).data;
  if (control) controls.set(id, control);
  else controls.delete(id);
};

function die(only?: Phase): void {
  const phases = [...controls.values()].map(readPhase);
  if (only !== undefined && !phases.includes(only)) return;
  writeFileSync(orders.journal, JSON.stringify(only ?? phases[0] ?? 'idle'));
  process.kill(process.pid, 'SIGKILL');
}

process.on('message', () => die());
process.on('disconnect', () => process.exit());
if (orders.dieIn) setInterval(() => die(orders.dieIn), 1);
if (orders.faults.clock) shiftClock();

const config = loadConfig(process.env);
const consumer = createConsumer({
  redisUrl: config.redisUrl!,
  store: await openStore(config.storeUrl),
  threads: config.workerThreads,
  kernels: config.kernels,
  datasetContext: { datasetsDir: config.datasetsDir, cacheDir: join(config.dataDir, 'cache'), uploadsDir: join(config.dataDir, 'datasets'), download: false, log: () => {} },
  workerUrl: new URL('./thread.ts', import.meta.url),
  log: pino({ level: config.logLevel, name: 'consumer' }),
});
await consumer.start();
process.once('SIGTERM', () => void consumer.close().then(() => process.exit(0)));
process.send!('ready');
