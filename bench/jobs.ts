/**
 * `npm run bench:jobs`: what a job loses to the service around it. The same training on MNIST, on two threads, in this process and as a job
 * over HTTP, in turn; ratio of the medians. --full also trains deep-convnet for 20 epochs as a job and says how long that took.
 * Needs MNIST in DATASETS_DIR. --write keeps the figures in bench/results/, --rounds N.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startServiceProcess } from '../scripts/support/start-service.ts';
import { createClient, type Client } from '../src/client/index.ts';
import { loadDataset } from '../src/datasets/index.ts';
import { planToSpec } from '../src/engine/index.ts';
import { createCalibration } from './calibration.ts';
import { circumstances } from './machine.ts';
import { callsPerSecond, spreadOf } from './measure.ts';
import { BATCH, NETWORK_NAMES, type NetworkName, planOf, trainingOf } from './networks.ts';
import { figure, table } from './report.ts';

const THREADS = 2;
const SECONDS = 6;
/** What a job's rate leaves out: its threads start with kernels that the engine has yet to optimize. The whole is in `seconds`. */
const WARM_UP = 2;
const { values: options } = parseArgs({ options: { full: { type: 'boolean', default: false }, write: { type: 'boolean', default: false }, rounds: { type: 'string', default: '3' } } });
const datasetsDir = process.env.DATASETS_DIR;
if (!datasetsDir) throw new Error('DATASETS_DIR has to name a folder with MNIST');

const { data } = await loadDataset({ name: 'mnist' }, { datasetsDir, cacheDir: datasetsDir, download: false, log: () => {} });
const dataDir = mkdtempSync(join(tmpdir(), 'trainyard-bench-'));
const service = await startServiceProcess({ dataDir, env: { HOST: '127.0.0.1', PORT: '0', DATASETS_DIR: datasetsDir, WORKER_THREADS: String(THREADS), LOG_LEVEL: 'warn', RATE_LIMIT: '0', MAX_QUEUED_JOBS: '1000000' }, onMessage: () => {} });
const client = createClient({ baseUrl: service.url, apiKey: service.apiKey });
const calibrate = createCalibration();

function rateHere(name: NetworkName): number {
  const run = trainingOf(planOf(name), THREADS, {}, data.train);
  callsPerSecond(WARM_UP, () => run.advance());
  const rate = BATCH * callsPerSecond(SECONDS, () => run.advance());
  run.close();
  return rate;
}

interface JobRun {
  status: string;
  /** samples a second between the first report of progress after the warm-up and the last */
  rate: number;
  /** from the start of the attempt to the end of the job */
  seconds: number;
  metrics: Record<string, number | null>;
}

async function runJob(api: Client, name: NetworkName, length: { steps: number } | { epochs: number }, evaluate: Record<string, unknown>): Promise<JobRun> {
  const job = await api.jobs.create({ model: `bench-${name}`, network: planToSpec(planOf(name)), dataset: { name: 'mnist' }, optimizer: { type: 'adam', learningRate: 0.001 }, batchSize: BATCH, seed: 1, threads: THREADS, ...length, evaluate } as never);
  const points: { at: number; step: number }[] = [];
  for await (const event of api.jobs.events(job.id)) if (event.type === 'progress') points.push({ at: Date.parse(event.at), step: event.step! });
  const ended = await api.jobs.get(job.id);
  const last = points[points.length - 1];
  const first = points.find(({ at }) => at >= points[0].at + 1000 * WARM_UP)!;
  return {
    status: ended.status,
    rate: (BATCH * (last.step - first.step) * 1000) / (last.at - first.at),
    seconds: (Date.parse(ended.finishedAt!) - Date.parse(ended.startedAt!)) / 1000,
    metrics: ended.metrics as JobRun['metrics'],
  };
}

try {
  const peaks: number[] = [];
  const rows: { network: NetworkName; here: number; job: number }[] = [];
  for (const network of NETWORK_NAMES) {
    const [here, jobs]: [number[], number[]] = [[], []];
    for (let round = 0; round < Number(options.rounds); round++) {
      peaks.push(calibrate(0.2));
      here.push(rateHere(network));
      const steps = Math.max(50, Math.round((here[0] * (SECONDS + WARM_UP)) / BATCH));
      jobs.push((await runJob(client, network, { steps }, { everySteps: steps, samples: 100 })).rate);
    }
    rows.push({ network, here: spreadOf(here).median, job: spreadOf(jobs).median });
  }
  const machine = circumstances();
  const peak = spreadOf(peaks);
  console.log(`${machine.cpu}, ${machine.cores} cores, Node ${machine.node}, commit ${machine.commit}; ${THREADS} threads, MNIST; peak ${peak.median.toFixed(1)} (${peak.low.toFixed(1)} to ${peak.high.toFixed(1)}) GFLOP/s on one\n`);
  console.log(table(rows, [
    { title: 'network', cell: ({ network }) => network },
    { title: 'in one process', cell: ({ here }) => figure(here), right: true },
    { title: 'as a job', cell: ({ job }) => figure(job), right: true },
    { title: 'ratio', cell: ({ here, job }) => (job / here).toFixed(2), right: true },
  ]));
  let full: (JobRun & { peaks: number[] }) | null = null;
  if (options.full) {
    const before = calibrate(0.3);
    full = { ...(await runJob(client, 'deep-convnet', { epochs: 20 }, { everyEpochs: 1, samples: 1000 })), peaks: [before, calibrate(0.3)] };
    console.log(`\ndeep-convnet, 20 epochs of MNIST as a job: ${full.status} in ${full.seconds.toFixed(0)} s, ${figure(full.rate)} samples/s, test accuracy ${full.metrics.testAccuracy}; peak before and after ${full.peaks.map((value) => value.toFixed(0)).join(', ')} GFLOP/s`);
  }
  if (options.write) {
    const folder = new URL('results/', import.meta.url);
    mkdirSync(folder, { recursive: true });
    writeFileSync(new URL(`${machine.date.slice(0, 10)}-jobs.json`, folder), `${JSON.stringify({ machine, peak, rows, full }, null, 1)}\n`);
  }
} finally {
  await service.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
