/** `npm run bench:scale`: cost of a step against batch, width, depth, data size and threads; a table, and a plot in bench/results/. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { type NetworkSpec, planNetwork } from '../src/engine/index.ts';
import { circumstances } from './machine.ts';
import { callsPerSecond, spreadOf } from './measure.ts';
import { images, trainingOf } from './networks.ts';
import { type Line, plotLines } from './plot.ts';
import { figure, table } from './report.ts';

const mlp = (width: number, depth: number): NetworkSpec => ({ layers: [{ type: 'flatten' }, ...Array.from({ length: depth }, () => [{ type: 'dense', units: width }, { type: 'relu' }]).flat(), { type: 'dense', units: 10 }] });
const SIDES: Record<string, { unit: string; values: number[]; of(value: number): { spec: NetworkSpec; batch?: number; threads?: number; samples?: number } }> = {
  batch: { unit: 'samples', values: [1, 10, 32, 100, 320, 1000], of: (batch) => ({ spec: mlp(100, 2), batch }) },
  width: { unit: 'units, two layers', values: [16, 50, 100, 300, 1000], of: (width) => ({ spec: mlp(width, 2) }) },
  depth: { unit: 'layers of 100', values: [1, 2, 5, 10, 20], of: (depth) => ({ spec: mlp(100, depth) }) },
  'data size': { unit: 'samples', values: [1000, 10_000, 60_000], of: (samples) => ({ spec: mlp(100, 2), samples }) },
  // 24,000 multiply-adds a unit: where a second thread begins to pay
  'width at batch 10, 1 thread': { unit: 'units', values: [2, 5, 10, 20, 50, 100], of: (width) => ({ spec: mlp(width, 1), batch: 10 }) },
  'width at batch 10, 2 threads': { unit: 'units', values: [2, 5, 10, 20, 50, 100], of: (width) => ({ spec: mlp(width, 1), batch: 10, threads: 2 }) },
  'threads, mlp': { unit: 'threads', values: [1, 2, 3, 4], of: (threads) => ({ spec: mlp(100, 5), threads }) },
  'threads, deep-convnet': { unit: 'threads', values: [1, 2, 3, 4], of: (threads) => ({ spec: { preset: 'deep-convnet' }, threads }) },
};

const rows = Object.entries(SIDES).flatMap(([side, { unit, values, of }]) => {
  const subjects = values.map((value) => {
    const { spec, batch = 100, threads = 1, samples = 2000 } = of(value);
    const run = trainingOf(planNetwork(spec, { inputShape: [28, 28, 1], classes: 10 }, 'modern'), threads, { batchSize: batch }, images(samples));
    return { side, unit, value, batch, run, times: [] as number[] };
  });
  for (let round = 0; round < 6; round++) {
    for (const { run, times } of subjects) {
      const microseconds = 1e6 / callsPerSecond(0.12, () => run.advance());
      if (round > 0) times.push(microseconds);
    }
  }
  return subjects.map(({ run, times, ...rest }) => {
    run.close();
    return { ...rest, step: spreadOf(times).median };
  });
});

const machine = circumstances();
console.log(`${machine.cpu}, ${machine.cores} cores, Node ${machine.node}, commit ${machine.commit}, ${machine.date.slice(0, 10)}: one training step, medians of 5 interleaved windows\n`);
console.log(table(rows, [
  { title: 'against', cell: ({ side, unit }) => `${side} (${unit})` },
  { title: 'value', cell: ({ value }) => value.toLocaleString('en'), right: true },
  { title: 'us a step', cell: ({ step }) => figure(step), right: true },
  { title: 'us a sample', cell: ({ step, batch }) => figure(step / batch), right: true },
]));
const lines = Object.entries(SIDES).map(([side, { unit }]): Line => ({ title: `${side} (${unit})`, points: rows.filter((row) => row.side === side).map(({ value, step }) => [value, step]) }));
const folder = new URL('results/', import.meta.url);
mkdirSync(folder, { recursive: true });
writeFileSync(new URL(`${machine.date.slice(0, 10)}-scale.json`, folder), `${JSON.stringify({ machine, rows }, null, 1)}\n`);
writeFileSync(new URL('scale.svg', folder), plotLines(lines, 'microseconds of one training step'));
