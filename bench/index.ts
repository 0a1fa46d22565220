/**
 * `npm run bench`: samples per second of whole networks on one and two threads, arithmetic rates of the kernels and, where
 * DATASETS_DIR is set, accuracies on MNIST. Writes bench/results/<date>.json; `npm run bench -- --write` also puts the tables into
 * the README.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { EXPERIMENTS, measureAccuracy } from './accuracy.ts';
import { createCalibration } from './calibration.ts';
import { benchKernels } from './kernels.ts';
import { circumstances } from './machine.ts';
import { callsPerSecond, type Spread, spreadOf } from './measure.ts';
import { BATCH, inferenceOf, NETWORK_NAMES, planOf, trainingOf } from './networks.ts';
import { betweenMarkers, figure, table } from './report.ts';

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
const machine = circumstances();
const shown = ({ median, low, high }: Spread) => `${figure(median)} (${figure(low)} to ${figure(high)})`;
const rate = (title: string, name: string) => ({ title, cell: ({ rates }: (typeof networks)[number]) => shown(rates[name]), right: true });

const sections = [
  `${machine.cpu}, ${machine.cores} cores, ${machine.platform}, Node ${machine.node}, commit ${machine.commit}, ${machine.date.slice(0, 10)}, \`npm run bench\`. Images of 28 by 28, batches of ${BATCH}, Adam; samples per second: medians of ${rounds} interleaved windows (nine of ten lie within the brackets). The machine is shared: its peak ranged over ${figure(Math.min(...networks.map(({ rates }) => rates.peak.low)))} to ${figure(Math.max(...networks.map(({ rates }) => rates.peak.high)))} GFLOP/s a core during the run.`,
  table(networks, [
    { title: 'network', cell: ({ network }) => network },
    { title: 'parameters', cell: ({ parameters }) => parameters.toLocaleString('en'), right: true },
    rate('training, 1 thread', 'train1'), rate('training, 2 threads', 'train2'), rate('inference, 2 threads', 'infer2x100'),
  ]),
  table(networks, [{ title: 'inference, 1 thread', cell: ({ network }) => network }, rate('batch 1', 'infer1x1'), rate('batch 32', 'infer1x32'), rate('batch 100', 'infer1x100')]),
  table(kernels, [
    { title: 'kernel', cell: ({ kernel }) => kernel },
    { title: 'size', cell: ({ size }) => size },
    { title: 'GFLOP/s', cell: ({ gflops }) => figure(gflops), right: true },
    { title: 'of the peak', cell: ({ share }) => `${Math.round(share * 100)} %`, right: true },
  ]),
  'The rate of a convolution counts the arithmetic of the direct method; 3x3 layers pass the multiply-add peak because Winograd needs less. The peak is that of a 96x96x96 product measured in turn with each kernel.',
  accuracies.length > 0
    ? table(accuracies, [
        { title: 'MNIST', cell: ({ network }) => network },
        { title: 'training', cell: ({ training }) => training },
        { title: 'test accuracy', cell: ({ testAccuracy }) => `${(testAccuracy * 100).toFixed(2)} %`, right: true },
        { title: 'seconds', cell: ({ seconds }) => figure(seconds), right: true },
      ])
    : 'Accuracies on MNIST are measured where `DATASETS_DIR` names its files.',
];
const report = sections.join('\n\n');
process.stdout.write(`${report}\n`);
mkdirSync(new URL('results/', import.meta.url), { recursive: true });
writeFileSync(new URL(`results/${machine.date.slice(0, 10)}.json`, import.meta.url), `${JSON.stringify({ machine, networks, kernels, accuracies }, null, 1)}\n`);
if (options.write) {
  const readme = new URL('../README.md', import.meta.url);
  writeFileSync(readme, betweenMarkers(readFileSync(readme, 'utf8'), report));
}
