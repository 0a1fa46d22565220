/**
 * `npm run bench:serving`: predictions per second over HTTP beside a minimal Fastify + onnxruntime-node server, and beside our own server without the
 * model, one after the other within every round. --quick: one short round. --only <model/body/instances/connections>: a regular expression.
 * --write keeps the figures in bench/results/ and in docs/serving.md. --peer: the folder of the other server.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { circumstances } from '../machine.ts';
import { spreadOf } from '../measure.ts';
import { betweenMarkers } from '../report.ts';
import { type Cell, CELLS, requestOf, SIDES, type Side } from './cells.ts';
import type { Load, Measured } from './load.ts';
import { describe, type Row } from './report.ts';
import { startServers } from './servers.ts';
import { whileTraining } from './training.ts';

const { values: options } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, write: { type: 'boolean', default: false }, only: { type: 'string', default: '.' }, rounds: { type: 'string' }, seconds: { type: 'string' }, peer: { type: 'string', default: fileURLToPath(new URL('../../../shared/peers/serving', import.meta.url)) } },
});
const rounds = Number(options.rounds ?? (options.quick ? 1 : 5));
const seconds = Number(options.seconds ?? (options.quick ? 0.5 : 1));
const WARM_UP_SECONDS = 0.2;
/** Of a process that has just started, with each kind of request: V8 optimizes what is called often. */
const START_SECONDS = 0.5;

const nameOf = ({ model, body, instances, connections }: Cell): string => `${model}/${body}/${instances}/${connections}`;

const asker = fork(new URL('load.ts', import.meta.url), { serialization: 'advanced', execArgv: [] });

async function measure(load: Load): Promise<Measured> {
  asker.send(load);
  const [measured] = (await once(asker, 'message')) as [Measured];
  return measured;
}

/** Each round begins with another. */
const turned = <T>(list: readonly T[], by: number): T[] => list.map((_, i) => list[(i + by) % list.length]);

async function measureCell(cell: Cell, ports: Record<Side, number>): Promise<Row> {
  const windows: Record<Side, Measured[]> = { ours: [], floor: [], peer: [] };
  for (let round = 0; round < rounds; round++) {
    for (const side of turned(SIDES, round)) {
      const load = { port: ports[side], request: requestOf(cell, side), connections: cell.connections };
      await measure({ ...load, seconds: WARM_UP_SECONDS });
      windows[side].push(await measure({ ...load, seconds }));
    }
  }
  const middle = (side: Side, of: keyof Measured): number => spreadOf(windows[side].map((window) => window[of])).median;
  const summary = (side: Side) => ({ requestsPerSecond: middle(side, 'requestsPerSecond'), p50: middle(side, 'p50'), p99: middle(side, 'p99') });
  const errors = SIDES.flatMap((side) => windows[side]).reduce((sum, window) => sum + window.errors, 0);
  if (errors > 0) throw new Error(`${nameOf(cell)}: ${errors} requests were not answered with 200`);
  // the machine is fast in one round and slow in the next: only windows of the same round are compared
  const ratio = (side: Side) => spreadOf(windows.ours.map(({ requestsPerSecond }, round) => requestsPerSecond / windows[side][round].requestsPerSecond));
  return { cell, ours: summary('ours'), floor: summary('floor'), peer: summary('peer'), ofPeer: ratio('peer'), ofFloor: ratio('floor') };
}

const machine = circumstances();
const servers = await startServers(options.peer);
try {
  const rows: Row[] = [];
  for (const cell of CELLS.filter(({ connections }) => connections === 16)) {
    for (const side of SIDES) await measure({ port: servers.ports[side], request: requestOf(cell, side), connections: cell.connections, seconds: options.quick ? WARM_UP_SECONDS : START_SECONDS });
  }
  for (const cell of CELLS.filter((each) => new RegExp(options.only).test(nameOf(each)))) {
    const row = await measureCell(cell, servers.ports);
    rows.push(row);
    process.stderr.write(`${nameOf(cell)}: ours ${row.ours.requestsPerSecond.toFixed(0)}, floor ${row.floor.requestsPerSecond.toFixed(0)} (x ${row.ofFloor.median.toFixed(2)}), peer ${row.peer.requestsPerSecond.toFixed(0)} (x ${row.ofPeer.median.toFixed(2)}) requests/s\n`);
  }
  const training = await whileTraining(servers.ours, { seconds: options.quick ? 3 : 15, measure });
  const results = { machine, rounds, seconds, rows, training };
  const text = describe(results);
  process.stdout.write(`${text}\n`);
  if (options.write) {
    const folder = new URL('../results/', import.meta.url);
    mkdirSync(folder, { recursive: true });
    writeFileSync(new URL(`${machine.date.slice(0, 10)}-serving.json`, folder), `${JSON.stringify(results, null, 1)}\n`);
    const page = new URL('../../docs/serving.md', import.meta.url);
    writeFileSync(page, betweenMarkers(readFileSync(page, 'utf8'), text));
  }
} finally {
  asker.kill();
  await servers.close();
}
