/** The figures of one run in words and tables: all of them, and what the README says. */
import type { AccuracyResult } from './accuracy.ts';
import type { KernelResult } from './kernels.ts';
import type { circumstances } from './machine.ts';
import type { Spread } from './measure.ts';
import { BATCH } from './networks.ts';
import { figure, table } from './report.ts';

export interface BenchResults {
  machine: ReturnType<typeof circumstances>;
  rounds: number;
  networks: { network: string; parameters: number; rates: Record<string, Spread> }[];
  kernels: KernelResult[];
  accuracies: AccuracyResult[];
}

type NetworkResult = BenchResults['networks'][number];

const shown = ({ median, low, high }: Spread): string => `${figure(median)} (${figure(low)} to ${figure(high)})`;
const rate = (title: string, name: string) => ({ title, cell: ({ rates }: NetworkResult) => shown(rates[name]), right: true });
const network = { title: 'network', cell: (row: NetworkResult) => row.network };
const machineText = ({ cpu, cores, platform, node }: BenchResults['machine']): string => `${cpu}, ${cores} cores, ${platform}, Node ${node}`;

export function figuresOf({ machine, rounds, networks, kernels, accuracies }: BenchResults): string {
  const peaks = networks.map(({ rates }) => rates.peak);
  return [
    `${machineText(machine)}, commit ${machine.commit}, ${machine.date.slice(0, 10)}, \`npm run bench\`. Images of 28 by 28 with a fifth of their pixels in ink (MNIST has 19 %), batches of ${BATCH}, Adam; samples per second: medians of ${rounds} interleaved windows (nine of ten lie within the brackets). The machine is shared: its peak ranged over ${figure(Math.min(...peaks.map(({ low }) => low)))} to ${figure(Math.max(...peaks.map(({ high }) => high)))} GFLOP/s a core during the run.`,
    table(networks, [
      network,
      { title: 'parameters', cell: ({ parameters }) => parameters.toLocaleString('en'), right: true },
      rate('training, 1 thread', 'train1'), rate('training, 2 threads', 'train2'), rate('inference, 2 threads', 'infer2x100'),
    ]),
    table(networks, [{ ...network, title: 'inference, 1 thread' }, rate('batch 1', 'infer1x1'), rate('batch 32', 'infer1x32'), rate('batch 100', 'infer1x100')]),
    table(kernels, [
      { title: 'kernel', cell: ({ kernel }) => kernel },
      { title: 'size', cell: ({ size }) => size },
      { title: 'GFLOP/s', cell: ({ gflops }) => figure(gflops), right: true },
      { title: 'of the peak', cell: ({ share }) => `${Math.round(share * 100)} %`, right: true },
    ]),
    'The rate of a convolution counts the arithmetic of the direct method; those that pass the multiply-add peak take the way of Winograd, which needs less. The peak is that of a 96x96x96 product measured in turn with each kernel.',
    accuracyTable(accuracies),
  ].join('\n\n');
}

/** Medians on two threads, and what MNIST takes. */
export function headlineOf({ machine, networks, accuracies }: BenchResults): string {
  const median = (title: string, name: string) => ({ title, cell: ({ rates }: NetworkResult) => figure(rates[name].median), right: true });
  return [
    `${machineText(machine)}, two threads, batches of ${BATCH}, ${machine.date.slice(0, 10)}:`,
    table(networks, [network, median('training, images/s', 'train2'), median('inference, images/s', 'infer2x100')]),
    accuracyTable(accuracies),
  ].join('\n\n');
}

function accuracyTable(accuracies: readonly AccuracyResult[]): string {
  if (accuracies.length === 0) return 'Accuracies on MNIST are measured where `DATASETS_DIR` names its files.';
  return table(accuracies, [
    { title: 'MNIST', cell: (row) => row.network },
    { title: 'training', cell: ({ training }) => training },
    { title: 'test accuracy', cell: ({ testAccuracy }) => `${(testAccuracy * 100).toFixed(2)} %`, right: true },
    { title: 'seconds', cell: ({ seconds }) => figure(seconds), right: true },
  ]);
}
