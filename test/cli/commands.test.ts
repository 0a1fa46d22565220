/** Every command against a real service: what people read, what machines read, the exit code. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Dataset, Job, ModelVersion, PredictResponse } from '../../src/client/index.ts';
import { KEY, smallJob, startTestApi } from '../api/support.ts';
import type { TestApi } from '../api/support.ts';
import { commandLine } from './support.ts';

let api: TestApi;
let folder = '';
let cli: ReturnType<typeof commandLine>;
/** succeeded; of the model `xor-net` */
let trained: Job;

const file = (name: string) => join(folder, name);
const long = { ...smallJob, model: 'long', steps: 5_000_000, evaluate: { everySteps: 1_000_000, samples: null }, checkpoint: { everySeconds: 0.2 } };

beforeAll(async () => {
  api = await startTestApi();
  await api.startConsumer();
  folder = await mkdtemp(join(tmpdir(), 'ty-cli-'));
  cli = commandLine(folder, { TRAINYARD_URL: api.url, TRAINYARD_API_KEY: KEY, TRAINYARD_CONFIG: file('config.json') });
  await writeFile(file('spec.json'), JSON.stringify(smallJob));
  await writeFile(file('long.json'), JSON.stringify(long));
  trained = await api.client.jobs.wait((await api.client.jobs.create(smallJob)).id);
}, 300_000);
afterAll(async () => {
  await api.close();
  await rm(folder, { recursive: true, force: true });
});

describe('train', () => {
  test('starts a job and says how to watch it', async () => {
    const { code, stdout } = await cli(['train', 'spec.json']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^(job_\w+)\n {2}trainyard watch \1\n$/);
  });

  test('--watch follows it to its end', async () => {
    const { code, stdout } = await cli(['train', 'spec.json', '--watch']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/job_\w+ succeeded: xor-net, version \d+/);
    expect(stdout).not.toContain('\x1b');
  });

  test('--watch --json: events, one a line, and the job as the last', async () => {
    const { code, stdout } = await cli(['train', '-', '--watch', '--json'], { stdin: JSON.stringify(smallJob) });
    const lines = stdout.trim().split('\n').map((line) => JSON.parse(line) as { seq?: number; type?: string });
    expect(code).toBe(0);
    expect(lines.slice(0, -1).map(({ seq }) => seq)).toEqual(lines.slice(0, -1).map((_, index) => index + 1));
    expect(lines.at(-2)).toMatchObject({ type: 'end' });
    expect(lines.at(-1)).toMatchObject({ object: 'job', status: 'succeeded' });
  });

  test('--dry-run starts nothing', async () => {
    const before = (await api.client.jobs.list()).data.length;
    const { stdout } = await cli(['train', 'spec.json', '--dry-run']);
    expect(stdout).toMatch(/dense1 +dense +8 +24/);
    expect((await cli(['--json', 'train', 'spec.json', '--dry-run'])).json()).toMatchObject({ object: 'job.plan', totalSteps: 200 });
    expect((await api.client.jobs.list()).data.length).toBe(before);
  });

  test('--set changes members; --idempotency-key makes one job of two calls', async () => {
    const words = ['train', 'spec.json', '--json', '--set', 'steps=7', '--set', 'optimizer.learningRate=0.5', '--set', 'model=changed', '--idempotency-key', 'one'];
    const [first, second] = [(await cli(words)).json<Job>(), (await cli(words)).json<Job>()];
    expect(second.id).toBe(first.id);
    expect(first.spec).toMatchObject({ model: 'changed', steps: 7, optimizer: { type: 'adam', learningRate: 0.5 } });
  });

  test('a spec that cannot work: the field, the reason and the fix, and code 6', async () => {
    const spec = JSON.stringify({ ...smallJob, epochs: 'three', steps: undefined, network: { layers: [{ type: 'dens', units: 2 }] } });
    const { code, stdout, stderr } = await cli(['train', '-'], { stdin: spec });
    expect([code, stdout]).toEqual([6, '']);
    expect(stderr).toContain('  epochs: ');
    expect(stderr).toMatch(/network\.layers\.0\.type: .*dens.*\n +Did you mean "dense"/);
    const machine = JSON.parse((await cli(['train', '-', '--json'], { stdin: spec })).stderr) as { error: unknown };
    expect(machine.error).toMatchObject({ code: 'invalid-spec', exitCode: 6, issues: expect.arrayContaining([expect.objectContaining({ pointer: '#/network/layers/0/type' })]) as unknown });
  });

  test.each([['{"model": ', /spec is not valid JSON|standard input is not valid JSON/], ['[1]', /no JSON object/]])('a file that is no spec is code 2: %s', async (stdin, message) => {
    const { code, stderr } = await cli(['train', '-'], { stdin });
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
  });

  test('a file that is not there is code 2', async () => {
    expect(await cli(['train', 'nothing.json'])).toMatchObject({ code: 2, stderr: 'trainyard: nothing.json: there is no such file.\n  Name a file, or - for standard input.\n' });
  });

  test('a job that fails is code 8, one that is cancelled 9', async () => {
    const failing = await cli(['train', '-', '--watch'], { stdin: JSON.stringify({ ...smallJob, optimizer: { type: 'sgd', learningRate: 1e30 }, limits: { maxRestarts: 0 } }) });
    expect(failing.code).toBe(8);
    expect(failing.stdout).toMatch(/job_\w+ failed: /);
    const { id } = (await cli(['train', 'long.json', '--json'])).json<Job>();
    const watched = cli(['watch', id]);
    expect((await cli(['cancel', id])).code).toBe(0);
    expect(await watched).toMatchObject({ code: 9 });
  });
});

describe('jobs', () => {
  test('are listed, filtered and shown', async () => {
    expect((await cli(['jobs'])).stdout).toMatch(new RegExp(`${trained.id} +succeeded +xor-net +xor +100 %`));
    const { data } = (await cli(['jobs', '--json', '--status', 'succeeded', '--limit', '1'])).json<{ data: Job[] }>();
    expect(data).toHaveLength(1);
    expect((await cli(['jobs', '--all', '--json', '--model', 'no-such-model'])).json()).toEqual({ object: 'list', data: [] });
    expect((await cli(['jobs', trained.id])).stdout).toContain(`job       ${trained.id}`);
    expect((await cli(['jobs', trained.id, '--json'])).json()).toMatchObject({ object: 'job', id: trained.id });
  });

  test('that do not exist are code 5', async () => {
    expect(await cli(['jobs', 'nope'])).toMatchObject({ code: 5 });
  });

  test('tell their log', async () => {
    const { stdout } = await cli(['logs', trained.id]);
    expect(stdout).toMatch(/ status +step 0 +.*queued/);
    expect(stdout).not.toMatch(/ progress +step/);
    const lines = (await cli(['logs', trained.id, '--follow', '--every', '--json'])).stdout.trim().split('\n').map((line) => JSON.parse(line) as { type: string });
    expect(lines.at(-1)!.type).toBe('end');
  });

  test('are paused, resumed, forked and stopped', async () => {
    const { id } = (await cli(['train', 'long.json', '--json'])).json<Job>();
    await expect.poll(async () => (await api.client.jobs.get(id)).progress.step, { timeout: 30_000 }).toBeGreaterThan(0);
    expect((await cli(['pause', id])).code).toBe(0);
    await expect.poll(async () => (await api.client.jobs.get(id)).status, { timeout: 30_000 }).toBe('paused');
    const fork = (await cli(['fork', id, '--set', 'model=forked', '--json'])).json<Job>();
    expect(fork).toMatchObject({ parent: id, spec: { model: 'forked' } });
    expect((await cli(['cancel', fork.id, '--json'])).json()).toMatchObject({ id: fork.id });
    expect((await cli(['resume', id, '--threads', '1'])).stdout).toMatch(/ is (queued|running)\n/);
    await expect.poll(async () => (await api.client.jobs.get(id)).status, { timeout: 30_000 }).toBe('running');
    expect((await cli(['stop', id])).code).toBe(0);
    expect((await cli(['watch', id])).stdout).toMatch(/succeeded \(user\): long/);
    expect((await cli(['pause', id]))).toMatchObject({ code: 6 });
  });

  test('are done again', async () => {
    const { json, code } = await cli(['retry', trained.id, '--json']);
    expect([code, json<Job>().parent]).toEqual([0, trained.id]);
    const { stdout } = await cli(['reproduce', trained.id, '--watch', '--json']);
    expect(JSON.parse(stdout.trim().split('\n').at(-1)!)).toMatchObject({ reproduction: { of: trained.id, identical: true } });
  });
});

test('sweep: started, listed, shown and cancelled', async () => {
  const request = { spec: smallJob, search: { type: 'grid', parameters: { batchSize: [2, 4] } }, metric: 'testAccuracy' };
  const { id } = (await cli(['sweep', 'start', '-', '--json'], { stdin: JSON.stringify(request) })).json<{ id: string }>();
  expect((await cli(['sweep', 'list'])).stdout).toContain(id);
  await expect.poll(async () => (await api.client.sweeps.get(id)).status, { timeout: 30_000 }).toBe('succeeded');
  expect((await cli(['sweep', 'show', id])).stdout).toMatch(/trial +status[\s\S]*succeeded[^\n]*\{"batchSize":2\}/);
  expect((await cli(['sweep', 'show', id, '--json'])).json<{ allTrials: unknown[] }>().allTrials).toHaveLength(2);
  expect((await cli(['sweep', 'cancel', id])).code).toBe(6);
});

describe('models', () => {
  test('are listed with their versions', async () => {
    expect((await cli(['models'])).stdout).toMatch(/^model +version[\s\S]*\nxor-net +\d+ +xor/);
    const { data } = (await cli(['models', 'xor-net', '--json'])).json<{ data: ModelVersion[] }>();
    expect(data.map(({ jobId }) => jobId)).toContain(trained.id);
  });

  test('predict: a row, rows, a request, standard input', async () => {
    await writeFile(file('row.json'), '[0, 1]');
    const { stdout } = await cli(['predict', 'xor-net', 'row.json', '--top', '2']);
    expect(stdout).toMatch(/^1\n {2}1 {2}[█░]+ {2}\d+\.\d %\n {2}0 /);
    const rows = (await cli(['predict', 'xor-net', '-', '--json'], { stdin: '[[0, 1], [1, 1]]' })).json<PredictResponse>();
    expect(rows.predictions.map(({ label }) => label)).toEqual(['1', '0']);
    expect((await cli(['predict', 'xor-net', '-', '--json', '--version', '1'], { stdin: '{"inputs": [[1, 1]], "topK": 1}' })).json()).toMatchObject({ version: 1, predictions: [{ topK: [{}] }] });
    expect(await cli(['predict', 'xor-net', '-'], { stdin: '[1]' })).toMatchObject({ code: 6 });
    expect(await cli(['predict', 'nobody', 'row.json'])).toMatchObject({ code: 5 });
  });

  test('go out and come back', async () => {
    const { code, stdout } = await cli(['export', 'xor-net', '--format', 'safetensors', '--version', '1']);
    expect([code, stdout]).toEqual([0, expect.stringContaining(file('xor-net-1.safetensors'))]);
    const network = JSON.stringify(smallJob.network);
    const imported = (await cli(['import', 'back', 'xor-net-1.safetensors', '--network', network, '--dataset', 'xor', '--json'])).json<ModelVersion>();
    expect(imported).toMatchObject({ model: 'back', version: 1, imported: { format: 'safetensors' } });
    await cli(['export', 'xor-net', '-f', 'ts', '-o', 'x.ts']);
    expect(await readFile(file('x.ts'), 'utf8')).toContain('export function predict');
    expect(await cli(['export', 'xor-net', '--format', 'gguf'])).toMatchObject({ code: 2, stderr: expect.stringContaining('safetensors, npz, onnx, ts') as string });
  });
});

describe('datasets', () => {
  test('are added, listed, shown and removed', async () => {
    await writeFile(file('points.csv'), `x,y,class\n${Array.from({ length: 20 }, (_, n) => `${n},${20 - n},${n < 10 ? 'low' : 'high'}`).join('\n')}\n`);
    const added = (await cli(['datasets', 'add', 'points', 'points.csv', '--title', 'Points', '--options', '{"testFraction": 0.5}', '--json'])).json<Dataset>();
    expect(added).toMatchObject({ object: 'dataset', name: 'points', title: 'Points', testCount: 10, uploaded: true });
    expect((await cli(['datasets'])).stdout).toMatch(/points +Points +2 +2 +10 +10 +uploaded/);
    expect((await cli(['datasets', 'show', 'points'])).stdout).toMatch(/classes +low, high|classes +high, low/);
    expect((await cli(['draw', '--dataset', 'points'])).stdout).toMatch(/^(low|high): \d+, \d+\n$/);
    expect((await cli(['datasets', 'remove', 'points'])).code).toBe(0);
    expect((await cli(['datasets', 'show', 'points'])).code).toBe(5);
  });

  test('draw prints a sample and a file', async () => {
    const { stdout } = await cli(['draw', '--dataset', 'synthetic-digits', '--index', '3']);
    const lines = stdout.trimEnd().split('\n');
    expect(lines.at(-1)).toBe((await api.client.datasets.samples('synthetic-digits', { offset: 3, limit: 1 })).data[0].label);
    expect(lines).toHaveLength(15);
    await sharp(Buffer.from([255, 0, 0, 255, 255, 255, 0, 0]), { raw: { width: 2, height: 4, channels: 1 } }).png().toFile(file('small.png'));
    expect((await cli(['draw', 'small.png'])).stdout).toBe('▒▒\n▒▒\n');
    expect((await cli(['draw', 'small.png', '--json'])).json()).toEqual({ width: 2, height: 4, values: [1, 0, 0, 1, 1, 1, 0, 0] });
    expect(await cli(['draw', 'spec.json'])).toMatchObject({ code: 2 });
    expect(await cli(['draw'])).toMatchObject({ code: 2 });
  });
});

test('keys: made, listed, revoked; a link for a browser', async () => {
  const made = (await cli(['keys', 'create', 'notebook', '--scope', 'read', '--json'])).json<{ id: string; key: string }>();
  const other = commandLine(folder, { TRAINYARD_URL: api.url, TRAINYARD_API_KEY: made.key });
  expect((await other(['jobs'])).code).toBe(0);
  expect(await other(['train', 'spec.json'])).toMatchObject({ code: 4, stderr: expect.stringContaining('train') as string });
  expect((await cli(['keys'])).stdout).toMatch(new RegExp(`${made.id} +notebook +read`));
  expect((await cli(['keys', 'revoke', made.id])).code).toBe(0);
  expect(await other(['jobs'])).toMatchObject({ code: 4, stderr: expect.stringContaining('The key came from TRAINYARD_API_KEY.') as string });
  const { stdout } = await cli(['keys', 'link']);
  expect((await fetch(stdout.trim(), { redirect: 'manual' })).headers.get('set-cookie')).toContain('HttpOnly');
});

test('doctor looks at this machine and at the service', async () => {
  const { code, json } = await cli(['doctor', '--json']);
  const { data } = json<{ data: { name: string; status: string }[] }>();
  expect(data.map(({ name }) => name)).toEqual(['Node', 'data folder', 'Redis', 'port', 'disk', 'kernels', 'service', 'key', 'consumers']);
  expect(code).toBe(data.some(({ status }) => status === 'problem') ? 10 : 0);
  expect(data.find(({ name }) => name === 'consumers')).toMatchObject({ status: 'ok', detail: expect.stringMatching(/^1 alive/) as string });
  const broken = commandLine(folder, { ...process.env, TRAINYARD_URL: api.url, TRAINYARD_API_KEY: KEY, REDIS_URL: 'redis://127.0.0.1:1' });
  const { code: found, stdout } = await broken(['doctor']);
  expect(found).toBe(10);
  expect(stdout).toMatch(/PROBLEM {2}Redis: redis:\/\/127\.0\.0\.1:1 does not answer.*\n +Start it, or correct REDIS_URL/);
  const nowhere = commandLine(folder, { ...process.env, TRAINYARD_URL: api.url, TRAINYARD_API_KEY: KEY, DATA_DIR: '/dev/null/data', DISK_RESERVE_MB: '1048576' });
  const { code: refused, stdout: said } = await nowhere(['doctor']);
  expect(refused).toBe(10);
  expect(said).toMatch(/PROBLEM {2}data folder: \/dev\/null\/data cannot be written.*\n +Set DATA_DIR/);
  expect(said).toMatch(/PROBLEM {2}disk: the disk of DATA_DIR has .*make room there, or lower DISK_RESERVE_MB/);
});

test('a word that is no command is code 2, with the one that was meant', async () => {
  expect(await cli(['trane'])).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('Did you mean train?') as string });
  expect(await cli(['resume', 'x', '--threads', 'many'])).toMatchObject({ code: 2 });
  expect((await cli(['--help'])).code).toBe(0);
});
