import { relative, resolve } from 'node:path';
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createClient } from '../src/client/index.ts';
import type { Client, Job } from '../src/client/index.ts';
import { drawImage, percent } from '../src/cli/terminal/draw.ts';
import { createProgressView } from '../src/cli/terminal/progress.ts';
import { root } from './support/checks.ts';
import { startServiceProcess } from './support/start-service.ts';
import type { RunningService } from './support/start-service.ts';

/** `npm run demo`: the whole service, a link to draw for the network that trains, one real training job watched live, one prediction. `--once` ends there, else it stays up until Ctrl-C. */
const DATA_DIR = resolve(root, 'data', 'demo');
const PORT = '8081';
const MODEL = 'demo-digits';
const { values: options } = parseArgs({ options: { once: { type: 'boolean', default: false } } });
/** Three passes over MNIST; ten where somebody may want to draw meanwhile. */
const STEPS = options.once ? 1800 : 6000;
const terminal = process.stdout;
const say = (text = '') => terminal.write(`${text}\n`);

let service: RunningService | null = null;
let leaving = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void leave(signal === 'SIGINT' && !options.once ? 0 : 130));

try {
  say('Trainyard demo: a network learns to read digits. Draw one for it while it learns.\n');
  service = await startServiceProcess({ dataDir: DATA_DIR, env: ownEnvironment(), onMessage: (message) => /^(ready|API key|sign|Ctrl-C|stopping)/.test(message) || say(`  ${message}`) });
  const client = createClient({ baseUrl: service.url, apiKey: service.apiKey });
  say(`  service     ${service.url} (log: ${relative(process.cwd(), service.logFile)})`);
  const job = await train(client);
  await predict(client, job);
  if (options.once) await leave(0);
  await sayWhatNext(client, service, job);
  await service.exited;
  if (!leaving) throw new Error('the service ended.');
} catch (error) {
  // a connection that breaks because the service is being stopped is no news
  if (!leaving) say(`\nThe demo cannot go on: ${(error as Error).message}${service === null ? '' : `\nMore in ${service.logFile}`}`);
  if (!leaving) await leave(1);
}

/** Settings of a service the user runs beside the demo must not lead both into one folder or port. */
function ownEnvironment(): Record<string, string> {
  return { HOST: '127.0.0.1', PORT, AUTH: 'on', TRAINYARD_API_KEY: '', STORE_URL: '', LOG_LEVEL: 'info' };
}

async function train(client: Client): Promise<Job> {
  // of a demo that was ended while it trained: it would go on first
  const { data } = await client.jobs.list({ limit: 20 });
  for (const { id, finishedAt, spec } of data) if (finishedAt === null && spec.model === MODEL) await client.jobs.cancel(id);
  const job = await run(client, 'mnist');
  if (job.status === 'failed' && job.error?.code === 'dataset-unavailable') {
    say(`  MNIST is neither in DATASETS_DIR nor in the cache, and no mirror could be reached: training on the built-in synthetic-digits instead.`);
    return succeeded(await run(client, 'synthetic-digits'));
  }
  return succeeded(job);
}

async function run(client: Client, dataset: string): Promise<Job> {
  const job = await client.jobs.create({
    model: MODEL, network: { preset: 'simple-convnet' }, dataset: { name: dataset }, optimizer: { type: 'adam', learningRate: 0.001 }, steps: STEPS, batchSize: 100, seed: 1,
    evaluate: { everySteps: 100, samples: 500 }, checkpoint: { everySeconds: 0.5, keepLast: 2 },
  });
  say(`  job         ${job.id}: simple-convnet on ${dataset}, ${STEPS} steps\n`);
  const view = createProgressView(terminal);
  let trains = false;
  for await (const event of client.jobs.events(job.id)) {
    // not before: a job that finds no data ends here, and another begins
    if (event.type === 'progress' && !trains && !options.once) await sayWhereToDraw(client, job);
    trains ||= event.type === 'progress';
    view.show(event);
  }
  view.finish();
  return client.jobs.get(job.id);
}

/** Whoever opens it draws for a network that is still training: it answers from its newest checkpoint. */
async function sayWhereToDraw(client: Client, job: Job): Promise<void> {
  say('\n  Draw a digit, the network says what it sees while it trains. Open this in a browser (it signs you in, once, within 10 minutes):');
  say(`  ${await linkToDraw(client, job)}\n`);
}

async function linkToDraw(client: Client, { id }: Job): Promise<string> {
  const { path } = await client.sessions.createLink();
  return `${service!.url}${path}&to=${encodeURIComponent(`/draw?job=${id}`)}`;
}

function succeeded(job: Job): Job {
  if (job.status === 'succeeded') return job;
  throw new Error(`job ${job.id} ended as ${job.status}${job.error ? `: ${job.error.message} ${job.error.hint}` : ''}`);
}

async function predict(client: Client, job: Job): Promise<void> {
  const { testAccuracy } = job.metrics;
  say(`\n  test accuracy ${typeof testAccuracy === 'number' ? percent(testAccuracy) : 'unknown'} on the whole test set (${MODEL}, version ${job.result?.version})\n`);
  const dataset = String(job.spec.dataset.name);
  const { inputShape } = await client.datasets.get(dataset);
  const offset = Number.parseInt(job.id.slice(-3), 36) % 1000 || 0;
  const { data } = await client.datasets.samples(dataset, { split: 'test', offset, limit: 1 });
  const [sample] = data;
  const request = { inputs: [sample.input], topK: 3 };
  writeFileSync(resolve(DATA_DIR, 'sample.json'), JSON.stringify(request));
  const { predictions } = await client.predict(MODEL, request);
  const [answer] = predictions;
  const colours = Boolean(terminal.isTTY) && !process.env.NO_COLOR;
  say(drawImage(sample.input, inputShape[1], colours).replace(/^/gm, '    '));
  const others = answer.topK.slice(1).map(({ label, probability }) => `${label} ${percent(probability)}`).join(', ');
  say(`\n  test image ${sample.index}: the model says ${answer.label} (${percent(answer.probability)}; then ${others}); it is ${sample.label}\n`);
}

async function sayWhatNext(client: Client, { url, apiKey }: RunningService, job: Job): Promise<void> {
  const folder = relative(process.cwd(), DATA_DIR) || '.';
  const authorization = `-H "Authorization: Bearer $(cat ${folder}/api-key)"`;
  const spiral = JSON.stringify({ model: 'spiral', network: { preset: 'two-layer-net' }, dataset: { name: 'spiral' }, epochs: 100, batchSize: 30 });
  say(`  address     ${url} (documentation: ${url}/docs)\n  key         ${apiKey}\n`);
  say('  Next, in a browser (a new link, again for once): draw, and look around');
  say(`    ${await linkToDraw(client, job)}\n`);
  say('  or in another terminal:');
  say(`    curl ${authorization} -H 'Content-Type: application/json' -d @${folder}/sample.json ${url}/api/v1/models/${MODEL}/predict`);
  say(`    curl -N ${authorization} -H 'Accept: text/event-stream' ${url}/api/v1/jobs/${job.id}/events`);
  say(`    curl ${authorization} -H 'Content-Type: application/json' -d '${spiral}' ${url}/api/v1/jobs`);
  say('\n  Ctrl-C stops it.');
}

async function leave(code: number): Promise<never> {
  if (!leaving) say('\n  stopping');
  leaving = true;
  await service?.stop();
  process.exit(code);
}
