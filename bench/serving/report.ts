/** The figures as they stand in docs/serving.md, each ratio beside what it is to come to. */
import type { circumstances } from '../machine.ts';
import type { Spread } from '../measure.ts';
import { figure, table } from '../report.ts';
import type { Cell } from './cells.ts';
import type { Measured } from './load.ts';
import type { WhileTraining } from './training.ts';

type Summary = Omit<Measured, 'errors'>;

export interface Row {
  cell: Cell;
  ours: Summary;
  floor: Summary;
  peer: Summary;
  /** requests per second within a round, by those of the other server, and of our own without the model */
  ofPeer: Spread;
  ofFloor: Spread;
}

interface Results {
  machine: ReturnType<typeof circumstances>;
  rounds: number;
  seconds: number;
  rows: Row[];
  training: WhileTraining[];
}

/** Least ratio to the other server; null: none is set. */
function targetOf({ model, body, instances, connections }: Cell): number | null {
  if (instances === 32) return body === 'binary' ? 0.8 : 1;
  if (model === 'two-layer') return 1;
  return connections === 1 ? null : 1.5;
}

const LEAST_OF_FLOOR = 0.8;

const ratio = ({ median: value }: Spread, least: number | null): string => `${value.toFixed(2)}${least === null ? '' : value >= least ? ` (≥ ${least})` : ` **(< ${least})**`}`;
const ms = (value: number): string => (value < 10 ? value.toFixed(2) : value.toFixed(1));

const BODY_NAMES = { 'json-4': 'JSON, 4 digits', 'json-17': 'JSON, 17 digits', 'binary': 'binary' };

export function describe({ machine, rounds, seconds, rows, training }: Results): string {
  const where = `${machine.cpu}, ${machine.cores} cores shared by the server and the one who asks, Node ${machine.node}, commit ${machine.commit}, ${machine.date.slice(0, 10)}, \`npm run bench:serving\`; medians of ${rounds} rounds of a window of ${seconds} s for each server; ratios are those within a round. "ORT" is Fastify with onnxruntime-node, "floor" our own server without the model.`;
  const figures = table(rows, [
    { title: 'model', cell: ({ cell }) => cell.model }, { title: 'body', cell: ({ cell }) => BODY_NAMES[cell.body] },
    { title: 'instances', cell: ({ cell }) => String(cell.instances), right: true }, { title: 'connections', cell: ({ cell }) => String(cell.connections), right: true },
    { title: 'requests/s', cell: ({ ours }) => figure(ours.requestsPerSecond), right: true }, { title: 'ORT', cell: ({ peer }) => figure(peer.requestsPerSecond), right: true },
    { title: 'ratio', cell: ({ cell, ofPeer }) => ratio(ofPeer, targetOf(cell)), right: true },
    { title: 'of the floor', cell: ({ cell, ofFloor }) => ratio(ofFloor, cell.model === 'two-layer' && cell.instances === 1 ? LEAST_OF_FLOOR : null), right: true },
    { title: 'p50, ms', cell: ({ ours }) => ms(ours.p50), right: true }, { title: 'p99, ms', cell: ({ ours }) => ms(ours.p99), right: true },
    { title: 'p99 of ORT, ms', cell: ({ cell, ours, peer }) => (cell.connections === 64 && ours.p99 >= peer.p99 ? `**${ms(peer.p99)}**` : ms(peer.p99)), right: true },
  ]);
  const busy = table(training, [
    { title: 'while every thread trains', cell: ({ model }) => model }, { title: 'requests/s', cell: ({ measured }) => figure(measured.requestsPerSecond), right: true },
    { title: 'p50, ms', cell: ({ measured }) => ms(measured.p50), right: true }, { title: 'p99, ms (< 50)', cell: ({ measured }) => ms(measured.p99), right: true },
    { title: 'trained samples/s', cell: ({ trainedWith }) => figure(trainedWith), right: true }, { title: 'without predictions', cell: ({ trainedWithout }) => figure(trainedWithout), right: true },
  ]);
  return `${where}\n\n${figures}\n\nOne connection, one instance a request, while a job trains a simple-convnet on ${machine.cores} threads:\n\n${busy}`;
}
