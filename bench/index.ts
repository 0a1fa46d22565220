/**
 * `npm run bench`: samples per second of whole networks on one and two threads, arithmetic rates of the kernels and, where
 * DATASETS_DIR is set, accuracies on MNIST. Writes bench/results/<date>.json; `npm run bench -- --write` also puts the tables into
 * docs/performance.md, and the headline into the README.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { EXPERIMENTS, measureAccuracy } from './accuracy.ts';
import { createCalibration } from './calibration.ts';
import { benchKernels } from './kernels.ts';
import { circumstances } from './machine.ts';
import { figuresOf, headlineOf } from './figures.ts';
import { callsPerSecond, spreadOf } from './measure.ts';
import { BATCH, inferenceOf, NETWORK_NAMES, planOf, trainingOf } from './networks.ts';
import { betweenMarkers } from './report.ts';

const { values: options } = parseArgs({ options: { write: { type: 'boolean', default: false }, rounds: { type: 'string', default: '9' } } });
const { DATASETS_DIR } = process.env;
const WINDOW = 0.25;
const rounds = Number(options.rounds);
const calibrate = createCalibration();

/** Everything about one network in turn, round after round: the machine's moods meet all alike. */
function benchNetwork(network: (typeof NETWORK_NAMES)[number]) {
  const plan = planOf(network);
  const runs = [1, 2].map((threads) => trainingOf(plan, threads));
  const inferences = [1, 2].map((threads) => inferenceOf(plan, threads));
  const subjects: Record<string, () => number> = {
    peak: () => calibrate(0.1),
    train1: () => BATCH * callsPerSecond(WINDOW, () => runs[0].advance()),
    train2: () => BATCH * callsPerSecond(WINDOW, () => runs[1].advance()),
    ...Object.fromEntries([1, 32, 100].map((count) => [`infer1x${count}`, () => count * callsPerSecond(WINDOW, () => inferences[0].run(count))])),
    infer2x100: () => BATCH * callsPerSecond(WINDOW, () => inferences[1].run(BATCH)),
  };
  const rates: Record<string, number[]> = Object.fromEntries(Object.keys(subjects).map((name) => [name, []]));
  for (let round = -1; round < rounds; round++) for (const [name, once] of Object.entries(subjects)) {
    const rate = once();
    if (round >= 0) rates[name].push(rate);
  }
  for (const each of [...runs, ...inferences]) each.close();
  return { network, parameters: plan.parameterCount, rates: Object.fromEntries(Object.entries(rates).map(([name, values]) => [name, spreadOf(values)])) };
}

const networks = NETWORK_NAMES.map(benchNetwork);
const kernels = benchKernels();
const accuracies = DATASETS_DIR ? await Promise.all(EXPERIMENTS.map(async (experiment) => measureAccuracy(experiment, DATASETS_DIR))) : [];
const results = { machine: circumstances(), rounds, networks, kernels, accuracies };
process.stdout.write(`${figuresOf(results)}\n`);
mkdirSync(new URL('results/', import.meta.url), { recursive: true });
writeFileSync(new URL(`results/${results.machine.date.slice(0, 10)}.json`, import.meta.url), `${JSON.stringify(results, null, 1)}\n`);
if (options.write) {
  for (const [name, text] of [['../docs/performance.md', figuresOf(results)], ['../README.md', headlineOf(results)]]) {
    const page = new URL(name, import.meta.url);
    writeFileSync(page, betweenMarkers(readFileSync(page, 'utf8'), text));
  }
}
