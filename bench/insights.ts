/**
 * `npm run bench:insights`: what looking into a network costs its training thread, at the default of one look in 100 steps. Windows of 100 steps with
 * and without a look, in turn; ratio of the medians. The doctor alone looks some twenty times in a run, whatever its length.
 */
import { parseArgs } from 'node:util';
import { Collector } from '../src/engine/index.ts';
import { insightOf } from '../src/jobs/insights/index.ts';
import { loadKernels } from '../src/kernels/load.ts';
import { circumstances } from './machine.ts';
import { spreadOf } from './measure.ts';
import { images, NETWORK_NAMES, planOf, trainingOf } from './networks.ts';
import { table } from './report.ts';

const EVERY = 100;
const { values: options } = parseArgs({ options: { rounds: { type: 'string', default: '15' }, threads: { type: 'string', default: '2' } } });
const split = images(2000);

const rows = NETWORK_NAMES.map((network) => {
  const run = trainingOf(planOf(network), Number(options.threads), {}, split);
  const collector = new Collector(run, { kernels: loadKernels(), split });
  const window = (looks: boolean): number => {
    const started = performance.now();
    for (let step = 0; step < EVERY; step++) {
      const last = looks && step === EVERY - 1;
      if (last) collector.remember();
      run.advance();
      if (last) structuredClone(insightOf(collector.look(), run)); // a message to another thread is such a copy
    }
    return performance.now() - started;
  };
  const [without, looking]: [number[], number[]] = [[], []];
  for (let round = 0; round < Number(options.rounds) + 3; round++) {
    const [a, b] = [window(false), window(true)];
    if (round < 3) continue;
    without.push(a);
    looking.push(b);
  }
  run.close();
  return { network, without: spreadOf(without).median, looking: spreadOf(looking).median };
});

const machine = circumstances();
console.log(`${machine.cpu}, ${machine.cores} cores, Node ${machine.node}, commit ${machine.commit}: 100 steps on ${options.threads} threads, one look among them; medians of ${options.rounds} interleaved windows\n`);
console.log(table(rows, [
  { title: 'network', cell: ({ network }) => network },
  { title: 'without, ms', cell: ({ without }) => without.toFixed(1), right: true },
  { title: 'with, ms', cell: ({ looking }) => looking.toFixed(1), right: true },
  { title: 'cost', cell: ({ without, looking }) => `${(100 * (looking / without - 1)).toFixed(1)} %`, right: true },
]));
