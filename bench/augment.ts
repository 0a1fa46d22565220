/** `npm run bench:augment`: what each augmentation costs a training step of the convolutional networks; interleaved windows, ratio of the medians. */
import { parseArgs } from 'node:util';
import { augmentations } from '../src/engine/index.ts';
import { circumstances } from './machine.ts';
import { callsPerSecond, spreadOf } from './measure.ts';
import { images, type NetworkName, planOf, trainingOf } from './networks.ts';
import { table } from './report.ts';

const { values: options } = parseArgs({ options: { rounds: { type: 'string', default: '9' }, threads: { type: 'string', default: '2' } } });
const SETS: Record<string, { type: string }[]> = { ...Object.fromEntries(Object.keys(augmentations).map((type) => [type, [{ type }]])), 'shift, rotation, scale': [{ type: 'shift' }, { type: 'rotation' }, { type: 'scale' }] };
const NETWORKS: NetworkName[] = ['simple-convnet', 'deep-convnet'];
const split = images(2000);

/** With and without, two runs at a time: more of them would push each other out of the caches. */
function costOf(network: NetworkName, augment: { type: string }[]): string {
  const subjects = [[], augment].map((each) => ({ run: trainingOf(planOf(network), Number(options.threads), { augment: each }, split), rates: [] as number[] }));
  for (let round = 0; round < Number(options.rounds) + 1; round++) {
    for (const { run, rates } of subjects) {
      const rate = callsPerSecond(network === 'deep-convnet' ? 0.4 : 0.2, () => run.advance());
      if (round > 0) rates.push(rate);
    }
  }
  const [without, augmented] = subjects.map(({ rates }) => spreadOf(rates).median);
  for (const { run } of subjects) run.close();
  return `${(100 * (without / augmented - 1)).toFixed(1)} %`;
}

const rows = Object.entries(SETS).map(([name, augment]) => ({ name, costs: NETWORKS.map((network) => costOf(network, augment)) }));

const machine = circumstances();
console.log(`${machine.cpu}, ${machine.cores} cores, Node ${machine.node}, commit ${machine.commit}: how much longer a training step takes, ${options.threads} threads\n`);
console.log(table(rows, [{ title: 'augmentation', cell: ({ name }) => name }, ...NETWORKS.map((network, i) => ({ title: network, cell: ({ costs }: (typeof rows)[number]) => costs[i], right: true }))]));
