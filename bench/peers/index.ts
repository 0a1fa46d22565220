/**
 * `npm run bench:peers`: ours beside PyTorch, TensorFlow.js, jax-js and NumPy, in one run: short windows in turn, the machine's peak
 * measured before each round, medians, ratios. --write keeps the figures in bench/results/, --rounds N, --networks a,b, --only torch.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { circumstances } from '../machine.ts';
import { type Spread, spreadOf } from '../measure.ts';
import { NETWORK_NAMES } from '../networks.ts';
import { figure, table } from '../report.ts';
import { installNpm, installPython } from './install.ts';
import { Contender, type Question } from './protocol.ts';

/** What the project set out to reach against PyTorch: training on one thread, on two, inference on two. */
const TARGETS: Record<string, [number, number, number]> = { 'two-layer': [1.2, 2.0, 0.85], 'mlp6-bn': [2.2, 3.5, 1.15], 'simple-convnet': [1.1, 1.7, 1.5], 'deep-convnet': [1.0, 1.9, 2.0] };
const WINDOW = 0.4;
/**
 * What the targets compare with is PyTorch as it comes, on 1 or 2 threads. Its OpenBLAS brings threads of its own, which fight with
 * PyTorch's; those who know give each its number by environment variables, and that is shown beside it.
 */
const TORCH: { threads: number; tuned: boolean; env: Record<string, string> }[] = [
  { threads: 1, tuned: false, env: {} },
  { threads: 2, tuned: false, env: {} },
  { threads: 1, tuned: true, env: { OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' } },
  { threads: 2, tuned: true, env: { OMP_NUM_THREADS: '2', OPENBLAS_NUM_THREADS: '1' } },
];

interface Entry {
  name: string;
  version: string;
  contender: Contender;
  ask: Partial<Question>;
  /** slow ones are asked in fewer rounds */
  rounds: number;
}

const { values: options } = parseArgs({ options: { write: { type: 'boolean', default: false }, rounds: { type: 'string', default: '7' }, networks: { type: 'string', default: NETWORK_NAMES.join(',') }, only: { type: 'string', default: 'torch,tfjs,jaxjs,numpy' } } });
const rounds = Number(options.rounds);
const wanted = new Set(options.only.split(','));
const file = (name: string) => fileURLToPath(new URL(name, import.meta.url));

async function start(command: string, args: string[], settings: { env?: Record<string, string>; cwd?: string } = {}) {
  try {
    return await Contender.start(command, args, settings);
  } catch (error) {
    console.error(`${args.join(' ')}: not measured (${error instanceof Error ? error.message : String(error)})`);
    return null;
  }
}

async function enlist(): Promise<Entry[]> {
  const entries: Entry[] = [];
  const add = (started: Awaited<ReturnType<typeof start>>, name: string, rest: { ask?: Partial<Question>; rounds?: number } = {}) => {
    if (started) entries.push({ name, version: started.version, contender: started.contender, ask: rest.ask ?? {}, rounds: rest.rounds ?? rounds });
  };
  const own = await start(process.execPath, [file('trainyard.ts')]);
  add(own, 'trainyard 1 thread', { ask: { threads: 1 } });
  add(own, 'trainyard 2 threads', { ask: { threads: 2 } });
  const python = wanted.has('torch') || wanted.has('numpy') ? installPython() : null;
  if (!python && (wanted.has('torch') || wanted.has('numpy'))) console.error('no PyTorch and NumPy with OpenBLAS here');
  for (const { threads, tuned, env } of python && wanted.has('torch') ? TORCH : []) {
    const torch = await start(python!, [file('pytorch.py'), String(threads)], { env });
    for (const format of ['nchw', 'nhwc'] as const) add(torch, `${tuned ? 'tuned ' : ''}torch ${threads} ${threads === 1 ? 'thread' : 'threads'}, ${format}`, { ask: { format } });
  }
  if (python && wanted.has('numpy')) add(await start(python, [file('numpy_book.py')]), 'numpy', { rounds: 3 });
  const npm = wanted.has('tfjs') || wanted.has('jaxjs') ? installNpm() : null;
  if (!npm && (wanted.has('tfjs') || wanted.has('jaxjs'))) console.error('TensorFlow.js and jax-js could not be installed');
  for (const backend of npm && wanted.has('tfjs') ? ['wasm', 'cpu'] : []) add(await start(process.execPath, [file('tfjs.mjs'), backend], { cwd: npm! }), `tfjs ${backend}`, { rounds: backend === 'wasm' ? 3 : 1 });
  if (npm && wanted.has('jaxjs')) add(await start(process.execPath, [file('jaxjs.mjs')], { cwd: npm }), 'jax-js', { rounds: 3 });
  return entries;
}

const entries = await enlist();
const [own] = entries;
const rates = new Map<string, number[]>();
const refused = new Map<string, string>();
const peaks: number[] = [];

async function ask(entry: Entry, network: string, mode: 'train' | 'infer'): Promise<void> {
  const key = `${network} ${mode} ${entry.name}`;
  if (refused.has(key) || (network !== 'simple-convnet' && network !== 'deep-convnet' && entry.ask.format === 'nhwc')) return;
  const answer = await entry.contender.ask({ network, mode, seconds: WINDOW, ...entry.ask });
  if ('error' in answer) refused.set(key, answer.error);
  else rates.set(key, [...(rates.get(key) ?? []), answer.rate]);
}

for (const network of options.networks.split(',')) {
  for (const mode of ['train', 'infer'] as const) {
    for (let round = 0; round < rounds; round++) {
      const peak = await own.contender.ask({ network, mode: 'calibrate', seconds: 0.2 });
      if ('rate' in peak) peaks.push(peak.rate);
      for (const entry of entries) if (round < entry.rounds) await ask(entry, network, mode);
    }
    process.stderr.write(`${network} ${mode} done\n`);
  }
}
for (const { contender } of entries) contender.stop();

const of = (network: string, mode: string, name: string): Spread | null => (rates.has(`${network} ${mode} ${name}`) ? spreadOf(rates.get(`${network} ${mode} ${name}`)!) : null);
const best = (network: string, mode: string, prefix: string): { rate: number; name: string } | null =>
  entries.filter(({ name }) => name.startsWith(prefix)).map(({ name }) => ({ name, rate: of(network, mode, name)?.median ?? 0 })).filter(({ rate }) => rate > 0).sort((a, b) => b.rate - a.rate)[0] ?? null;
const ratio = (mine: Spread | null, other: { rate: number } | null): number | null => (mine && other ? mine.median / other.rate : null);
const shown = (value: number | null, digits = 2) => (value === null ? '-' : value.toFixed(digits));

const summary = options.networks.split(',').map((network) => {
  const torch = { train: best(network, 'train', 'torch'), infer: best(network, 'infer', 'torch') };
  const tuned = { train: best(network, 'train', 'tuned'), infer: best(network, 'infer', 'tuned') };
  const mine = { one: of(network, 'train', 'trainyard 1 thread'), two: of(network, 'train', 'trainyard 2 threads'), infer: of(network, 'infer', 'trainyard 2 threads') };
  const fastest = { rate: 0, ...mine.two };
  return {
    network, torch, tuned, mine, targets: TARGETS[network],
    ratios: { trainOne: ratio(mine.one, torch.train), trainTwo: ratio(mine.two, torch.train), inferTwo: ratio(mine.infer, torch.infer) },
    tunedRatios: { trainOne: ratio(mine.one, tuned.train), trainTwo: ratio(mine.two, tuned.train), inferTwo: ratio(mine.infer, tuned.infer) },
    others: Object.fromEntries(['tfjs', 'jax-js', 'numpy'].map((peer) => [peer, ratio(fastest.median ? mine.two : null, best(network, 'train', peer))])),
  };
});

const columns = [
  { title: 'network', cell: (row: (typeof summary)[number]) => row.network },
  { title: 'train, 1 / 2 threads', cell: ({ mine }: (typeof summary)[number]) => `${figure(mine.one?.median ?? 0)} / ${figure(mine.two?.median ?? 0)}`, right: true },
  { title: 'PyTorch, best', cell: ({ torch }: (typeof summary)[number]) => (torch.train ? `${figure(torch.train.rate)} (${torch.train.name.slice(6)})` : '-'), right: true },
  { title: 'ratio 1 (aim)', cell: ({ ratios, targets }: (typeof summary)[number]) => `${shown(ratios.trainOne)} (${targets[0]})`, right: true },
  { title: 'ratio 2 (aim)', cell: ({ ratios, targets }: (typeof summary)[number]) => `${shown(ratios.trainTwo)} (${targets[1]})`, right: true },
  { title: 'inference, 2 threads', cell: ({ mine }: (typeof summary)[number]) => figure(mine.infer?.median ?? 0), right: true },
  { title: 'PyTorch, best', cell: ({ torch }: (typeof summary)[number]) => (torch.infer ? `${figure(torch.infer.rate)} (${torch.infer.name.slice(6)})` : '-'), right: true },
  { title: 'ratio (aim)', cell: ({ ratios, targets }: (typeof summary)[number]) => `${shown(ratios.inferTwo)} (${targets[2]})`, right: true },
  { title: 'PyTorch tuned, train / inference', cell: ({ tuned }: (typeof summary)[number]) => `${figure(tuned.train?.rate ?? 0)} / ${figure(tuned.infer?.rate ?? 0)}`, right: true },
  { title: 'ratios to it', cell: ({ tunedRatios }: (typeof summary)[number]) => `${shown(tunedRatios.trainOne)} / ${shown(tunedRatios.trainTwo)} / ${shown(tunedRatios.inferTwo)}`, right: true },
  ...['tfjs', 'jax-js', 'numpy'].map((peer) => ({ title: `x ${peer}`, cell: ({ others }: (typeof summary)[number]) => shown(others[peer], 0), right: true })),
];
const peak = peaks.length > 0 ? spreadOf(peaks) : null;
const machine = circumstances();
console.log(`${machine.cpu}, ${machine.cores} cores, Node ${machine.node}, commit ${machine.commit}; ${[...new Set(entries.map(({ version }) => version))].join('; ')}; peak ${peak ? `${peak.median.toFixed(1)} (${peak.low.toFixed(1)} to ${peak.high.toFixed(1)})` : '-'} GFLOP/s a core; ${rounds} rounds of ${WINDOW} s windows; samples/s, batch ${100}\n`);
console.log(table(summary, columns));
for (const [key, reason] of refused) console.log(`- ${key}: ${reason}`);
if (options.write) {
  mkdirSync(file('../results'), { recursive: true });
  const windows = Object.fromEntries([...rates].map(([key, values]) => [key, { ...spreadOf(values), windows: values.map((value) => Math.round(value)) }]));
  writeFileSync(file(`../results/${machine.date.slice(0, 10)}-peers.json`), `${JSON.stringify({ machine, versions: Object.fromEntries(entries.map(({ name, version }) => [name, version])), peak, summary, windows, refused: Object.fromEntries(refused) }, null, 1)}\n`);
}
