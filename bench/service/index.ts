/**
 * `npm run bench:service`: what the service takes, beside the training. Real processes on one machine: Redis with every write on disk, API, consumers, and this one as the client.
 * --full adds memory over 10,000 jobs. --write keeps the figures in bench/results/ and in docs/operations/capacity.md. Smaller: --jobs, --clients, --requests, --full-jobs.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { circumstances } from '../machine.ts';
import { betweenMarkers, figure, table } from '../report.ts';
import { type Drain, drain, type FanOut, fanOut, type Latency, latency, memory, type MemoryPoint, queueWait } from './measures.ts';
import type { Delays } from './requests.ts';
import { World } from './world.ts';

const CONSUMERS = [1, 2, 4];
const KEPT_SECONDS = 20;
const number = (value: string) => ({ type: 'string' as const, default: value });
const { values: options } = parseArgs({
  options: { 'full': { type: 'boolean', default: false }, 'write': { type: 'boolean', default: false }, 'jobs': number('1000'), 'clients': number('1000'), 'requests': number('2000'), 'full-jobs': number('10000') },
});

interface Results {
  machine: ReturnType<typeof circumstances>;
  drains: Drain[];
  wait: Delays;
  stream: FanOut;
  answers: Latency;
  series: MemoryPoint[];
}

const count = (value: number): string => Math.round(value).toLocaleString('en');
const ms = (value: number): string => `${value.toFixed(1)} ms`;

function describe({ machine, drains, wait, stream, answers, series }: Results): string {
  const given = process.argv.slice(2).filter((word) => word !== '--write').join(' ');
  const command = `\`npm run bench:service${given === '' ? '' : ` -- ${given}`}\``;
  const rows: [string, string][] = [
    ['jobs accepted (POST over 8 connections)', `${figure(Math.min(...drains.map(({ acceptedPerSecond }) => acceptedPerSecond)))} to ${figure(Math.max(...drains.map(({ acceptedPerSecond }) => acceptedPerSecond)))} a second`],
    ['from accepted to started, with a free thread', `p50 ${ms(wait.p50)}, p99 ${ms(wait.p99)}`],
    ...drains.map(({ consumers, jobs, seconds }): [string, string] => [`${count(jobs)} tiny jobs with ${consumers} ${consumers === 1 ? 'consumer' : 'consumers'} of one thread`, `${figure(seconds)} s, ${figure(jobs / seconds)} jobs a second`]),
    [`one job of ${count(stream.events)} events followed by ${count(stream.clients)} clients`, `${figure(stream.deliveredPerSecond)} events delivered a second; delay p50 ${ms(stream.delay.p50)}, p99 ${ms(stream.delay.p99)}`],
    ['GET /api/v1/jobs/{id}, nothing running', `p50 ${ms(answers.idle.p50)}, p99 ${ms(answers.idle.p99)}`],
    [`the same while ${machine.cores} threads compute`, `p50 ${ms(answers.computing.p50)}, p99 ${ms(answers.computing.p99)}`],
  ];
  const figures = table(rows, [{ title: command, cell: ([name]) => name }, { title: 'figure', cell: ([, value]) => value }]);
  const where = `${machine.cpu}, ${machine.cores} cores shared by everything, Node ${machine.node}, commit ${machine.commit}, ${machine.date.slice(0, 10)}.`;
  if (series.length === 0) return `${where}\n\n${figures}`;
  const megabytes = table(series, [
    { title: `jobs (${command})`, cell: ({ jobs }) => count(jobs), right: true }, { title: 'API, MB', cell: ({ api }) => figure(api), right: true }, { title: 'in use, MB', cell: ({ apiHeap }) => figure(apiHeap), right: true }, { title: 'consumer, MB', cell: ({ consumer }) => figure(consumer), right: true }, { title: 'in use, MB', cell: ({ consumerHeap }) => figure(consumerHeap), right: true },
    { title: 'Redis, MB', cell: ({ redis }) => figure(redis), right: true }, { title: 'its data, MB', cell: ({ redisData }) => figure(redisData), right: true },
  ]);
  return `${where}\n\n${figures}\n\nResident memory, and what of the heap is in use after a collection, while jobs come and go, \`RETENTION_DAYS\` so short that they leave Redis after ${KEPT_SECONDS} s; each job is followed to its end and looked at:\n\n${megabytes}`;
}

const machine = circumstances();
const world = await World.create();
const results: Results = await (async () => {
  try {
    const drains: Drain[] = [];
    for (const consumers of CONSUMERS) drains.push(await drain(world, consumers, Number(options.jobs)));
    const wait = await queueWait(world, 50);
    const stream = await fanOut(world, Number(options.clients), 20_000);
    return { machine, drains, wait, stream, answers: await latency(world, Number(options.requests)), series: [] };
  } finally {
    await world.close();
  }
})();
/** Also before the long part: what is known is kept. */
function keep(): void {
  if (!options.write) return;
  const folder = new URL('../results/', import.meta.url);
  mkdirSync(folder, { recursive: true });
  writeFileSync(new URL(`${machine.date.slice(0, 10)}-service.json`, folder), `${JSON.stringify(results, null, 1)}\n`);
  const page = new URL('../../docs/operations/capacity.md', import.meta.url);
  writeFileSync(page, betweenMarkers(readFileSync(page, 'utf8'), describe(results)));
}

keep();
if (options.full) {
  results.series = await memory(Number(options['full-jobs']), Math.ceil(Number(options['full-jobs']) / 20), KEPT_SECONDS);
  keep();
}
console.log(describe(results));
