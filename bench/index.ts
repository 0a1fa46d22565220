import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { EXPERIMENTS, measureAccuracy } from './accuracy.ts';
import { benchKernels } from './kernels.ts';
import { benchNetworks } from './networks.ts';
import { betweenMarkers, circumstances, figure, table } from './report.ts';

/**
 * `npm run bench`: samples per second of whole networks, arithmetic rates of the kernels and, where DATASETS_DIR is set, accuracies
 * on MNIST. `npm run bench -- --write` also puts the tables into the README.
 */
const { values: options } = parseArgs({ options: { write: { type: 'boolean', default: false } } });
const { DATASETS_DIR } = process.env;

const networks = benchNetworks();
const accuracies = DATASETS_DIR ? await Promise.all(EXPERIMENTS.map(async (experiment) => measureAccuracy(experiment, DATASETS_DIR))) : [];
const sections = [
  circumstances(networks[0].build),
  table(networks, [
    { title: 'network', cell: ({ network }) => network },
    { title: 'parameters', cell: ({ parameters }) => parameters.toLocaleString('en'), right: true },
    { title: 'training, samples/s', cell: ({ train }) => figure(train), right: true },
    { title: 'inference, samples/s', cell: ({ inference }) => figure(inference), right: true },
  ]),
  table(benchKernels(), [
    { title: 'kernel', cell: ({ kernel }) => kernel },
    { title: 'size', cell: ({ size }) => size },
    { title: 'GFLOP/s', cell: ({ gflops }) => figure(gflops), right: true },
  ]),
  'The rate of a convolution counts the arithmetic of the direct method; 3x3 layers pass the multiply-add peak because Winograd needs less.',
];
if (accuracies.length > 0) {
  sections.push(table(accuracies, [
    { title: 'MNIST', cell: ({ network }) => network },
    { title: 'training', cell: ({ training }) => training },
    { title: 'test accuracy', cell: ({ testAccuracy }) => `${(testAccuracy * 100).toFixed(2)} %`, right: true },
    { title: 'seconds', cell: ({ seconds }) => figure(seconds), right: true },
  ]));
} else {
  sections.push('Accuracies on MNIST are measured where `DATASETS_DIR` names its files.');
}
const report = sections.join('\n\n');

process.stdout.write(`${report}\n`);
if (options.write) {
  const readme = new URL('../README.md', import.meta.url);
  writeFileSync(readme, betweenMarkers(readFileSync(readme, 'utf8'), report));
}
