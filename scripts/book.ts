/**
 * `npm run book`: every experiment of the catalogue through the service, on real MNIST, with seeds 1, 2 and 3; then the pages of docs/ that tell what
 * came out. `--only id,id` and `--chapter n` run some of them and keep the results of the others; `--seeds 1` is quicker. Ends with 1 where a row is outside its band.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { circumstances } from '../bench/machine.ts';
import { createClient, type Client, type Experiment, type ExperimentRun } from '../src/client/index.ts';
import { writePages, written } from './book/pages.ts';
import { readResults, writeResults } from './book/results.ts';
import { root } from './support/checks.ts';
import { startServiceProcess } from './support/start-service.ts';

const { values: options } = parseArgs({ options: { only: { type: 'string' }, chapter: { type: 'string' }, seeds: { type: 'string', default: '1,2,3' } } });
const seeds = options.seeds.split(',').map(Number);
const say = (text: string) => process.stdout.write(`${text}\n`);
const figures = new URL('../docs/book/figures/', import.meta.url);
const LOOK_AGAIN_MS = 500;

const service = await startServiceProcess({ dataDir: resolve(root, 'data', 'book'), env: { HOST: '127.0.0.1', PORT: '8082', AUTH: 'on', TRAINYARD_API_KEY: '', STORE_URL: '', LOG_LEVEL: 'info' }, onMessage: () => {} });
let outside = 0;
try {
  const client = createClient({ baseUrl: service.url, apiKey: service.apiKey });
  const { data: experiments } = await client.experiments.list();
  const chosen = experiments.filter(({ id, chapter }) => (options.only === undefined || options.only.split(',').includes(id)) && (options.chapter === undefined || chapter === Number(options.chapter)));
  if (chosen.length === 0) throw new Error(`no experiment is called ${options.only}: there are ${experiments.map(({ id }) => id).join(', ')}`);
  for (const experiment of chosen) if (!(await runOne(client, experiment, experiments))) outside += 1;
  say(`\n${chosen.length - outside} of ${chosen.length} inside their bands: docs/book-results.md`);
} finally {
  await service.stop();
}
process.exit(outside === 0 ? 0 : 1);

/** Whether it lies inside its band. Results and pages are written after each, so that nothing is lost when the next one fails. */
async function runOne(client: Client, experiment: Experiment, experiments: readonly Experiment[]): Promise<boolean> {
  const run = await finished(client, await client.experiments.run(experiment.id, { seeds }));
  if (run.status === 'failed') {
    say(`FAILED   ${experiment.id}: ${run.reason}`);
    return false;
  }
  mkdirSync(figures, { recursive: true });
  writeFileSync(new URL(`${experiment.id}.svg`, figures), await client.experiments.figure(run.id));
  const { cpu, cores, node, commit, date } = circumstances();
  const results = readResults();
  results.machine = `${cpu}, ${cores} cores, Node ${node}`;
  results.rows[experiment.id] = { seeds: run.seeds, verdict: run.verdict!, bands: run.bands, seconds: Number(run.seconds!.toFixed(2)), date: date.slice(0, 10), commit };
  writeResults(results, experiments);
  writePages(experiments, results);
  say(`${run.verdict === 'inside' ? 'inside ' : 'OUTSIDE'}  ${experiment.id} (${run.seconds!.toFixed(1)} s a seed): ${run.bands.map(({ name, values, unit }) => `${name} ${values.map((value) => written(value, unit)).join(', ')}`).join('; ')}`);
  return run.verdict === 'inside';
}

async function finished(client: Client, started: ExperimentRun): Promise<ExperimentRun> {
  let run = started;
  while (run.status === 'running') {
    await new Promise((resume) => setTimeout(resume, LOOK_AGAIN_MS));
    run = await client.experiments.getRun(run.id);
  }
  return run;
}
