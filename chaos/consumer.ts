/**
 * A consumer that dies when it is told to, or in a chosen phase, and notes what its threads were at. Everything else is the product's own consumer.
 * Settings come in CHAOS as JSON, see `ConsumerOrders`; `process.send` brings 'die'.
 */
import { writeFileSync } from 'node:fs';
import { flushCompileCache } from 'node:module';
import { join } from 'node:path';
import { BroadcastChannel } from 'node:worker_threads';
import { pino } from 'pino';
import { loadConfig } from '../src/config.ts';
import { createConsumer } from '../src/jobs/index.ts';
import { CONTROL, type Phase, readControl, readPhase } from '../src/jobs/control.ts';
import { openStore } from '../src/models/index.ts';
import { shiftClock } from './faults.ts';
import { type Announcement, CHANNEL, type ConsumerOrders, type Notice } from './orders.ts';

const orders = JSON.parse(process.env.CHAOS!) as ConsumerOrders;
const controls = new Map<string, Int32Array>();

new BroadcastChannel(CHANNEL).onmessage = (message) => {
  const { id, control } = (message as unknown as { data: Announcement }).data;
  if (control) controls.set(id, control);
  else if (controls.delete(id)) process.send?.({ event: 'ended', id, at: Date.now() } satisfies Notice);
};

function die(only?: Phase): void {
  const phases = [...controls.values()].map(readPhase);
  if (only !== undefined && !phases.includes(only)) return;
  writeFileSync(orders.journal, JSON.stringify(only ?? phases[0] ?? 'idle'));
  process.kill(process.pid, 'SIGKILL');
}

process.on('message', () => die());
process.on('disconnect', () => process.exit());
/** Tells when a wish has reached the memory that the thread looks at in every step. */
const told = new Set<Int32Array>();
if (orders.notices) {
  setInterval(() => {
    for (const [id, control] of controls) {
      if (told.has(control) || readControl(control) === CONTROL.run) continue;
      told.add(control);
      process.send!({ event: 'asked', id, at: Date.now() } satisfies Notice);
    }
  }, 1);
}
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
flushCompileCache();
process.send!('ready');
