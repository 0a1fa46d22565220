/** The package as others get it: packed, installed into an empty project, and used from there. */
import { execFile, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from '../../scripts/support/checks.ts';
import { commitOf } from '../../src/models/code-version.ts';

const execute = promisify(execFile);
const PATIENCE_MS = 900_000;
const INSTALL_MS = 120_000;
let folder = '';
let project = '';
let service: ChildProcess;
let url = '';

/** Nothing of the clone: neither its node_modules/.bin nor the variables of the npm that runs this test. */
function environment(extra: Record<string, string> = {}): Record<string, string> {
  const path = process.env.PATH!.split(delimiter).filter((entry) => !entry.includes('node_modules') && !entry.includes('node-gyp-bin')).join(delimiter);
  const kept = Object.entries(process.env).filter(([name, value]) => value !== undefined && !/^(npm_|INIT_CWD$|NODE_OPTIONS$)/.test(name)) as [string, string][];
  return { ...Object.fromEntries(kept), PATH: path, HOME: process.env.HOME!, ...extra };
}

const run = (command: string, words: string[], env: Record<string, string> = {}) => execute(command, words, { cwd: project, env: environment(env), maxBuffer: 1 << 26 });

/** From the registry or npm's cache; without either, or where that takes too long, the same files, and the dependencies of the clone. */
async function install(archive: string): Promise<void> {
  try {
    await execute('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', archive], { cwd: project, env: environment(), timeout: INSTALL_MS });
  } catch (error) {
    const { stderr, killed } = error as { stderr: string; killed?: boolean };
    if (!killed && !/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ENOTCACHED|ETIMEDOUT|E40\d/.test(stderr)) throw error;
    await rm(join(project, 'node_modules'), { recursive: true, force: true, maxRetries: 5 });
    await mkdir(join(project, 'node_modules/trainyard'), { recursive: true });
    await mkdir(join(project, 'node_modules/.bin'));
    await execute('tar', ['-xzf', archive, '--strip-components=1', '-C', join(project, 'node_modules/trainyard')]);
    for (const name of await readdir(join(root, 'node_modules'))) if (!name.startsWith('.')) await symlink(join(root, 'node_modules', name), join(project, 'node_modules', name)).catch(() => {});
    await symlink('../trainyard/bin/trainyard.mjs', join(project, 'node_modules/.bin/trainyard'));
  }
  // 190 MB, and here already
  const node = `node-${process.platform}-${process.arch}`;
  if (existsSync(join(root, 'node_modules', node)) && !existsSync(join(project, 'node_modules', node))) await symlink(await realpath(join(root, 'node_modules', node)), join(project, 'node_modules', node));
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ty-package-'));
  project = join(folder, 'project');
  await mkdir(project);
  await writeFile(join(project, 'package.json'), JSON.stringify({ name: 'empty', version: '1.0.0', private: true, type: 'module' }));
  await execute(process.execPath, [join(root, 'scripts/build.ts')]);
  const { stdout } = await execute('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], { cwd: root, maxBuffer: 1 << 26 });
  const [{ filename }] = JSON.parse(stdout) as [{ filename: string }];
  await install(join(folder, filename));
  service = spawn('npx', ['--no-install', 'trainyard', 'up', '--json', '--port', '0', '--data', 'data'], { cwd: project, env: environment({ WORKER_THREADS: '1', DATASETS_DIR: '', LOG_LEVEL: 'warn' }), stdio: ['ignore', 'pipe', 'inherit'], detached: true });
  const ended = once(service, 'exit').then(([code]) => Promise.reject(new Error(`the service ended with ${String(code)}`)));
  const [line] = (await Promise.race([once(createInterface({ input: service.stdout! }), 'line'), ended])) as [string];
  url = (JSON.parse(line) as { url: string }).url;
}, PATIENCE_MS);

afterAll(async () => {
  if (service?.pid !== undefined && service.exitCode === null) {
    process.kill(-service.pid, 'SIGTERM');
    await once(service, 'exit');
  }
  if (folder !== '') await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}, PATIENCE_MS);

/** An older Node of this machine where there is one: the client has to run there. */
async function oldestNode(): Promise<string> {
  for (const entry of environment().PATH.split(delimiter)) {
    const node = join(entry, 'node');
    if (existsSync(node)) return node;
  }
  return process.execPath;
}

describe('the installed package', () => {
  test('holds what runs, and no source that Node would refuse', async () => {
    const files = await readdir(join(project, 'node_modules/trainyard'), { recursive: true });
    expect(files.filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))).toEqual([]);
    expect(files).toEqual(expect.arrayContaining(['bin/trainyard.mjs', 'dist/src/server.js', 'dist/workers/train.js', 'dist/src/kernels/simd/simd-fma.wasm', 'openapi/openapi.json', 'LICENSE']));
    expect(files.some((file) => file.startsWith('dist/web/'))).toBe(existsSync(join(root, 'web/dist')));
  });

  test('knows the commit it was built of', async () => {
    const { gitHead } = JSON.parse(await readFile(join(project, 'node_modules/trainyard/dist/package.json'), 'utf8')) as { gitHead?: string };
    expect(gitHead).toBe(commitOf(root));
  });

  test('is a library', async () => {
    await writeFile(join(project, 'engine.mjs'), `
      import { train } from 'trainyard';
      const inputs = Float32Array.of(0, 0, 0, 1, 1, 0, 1, 1);
      const model = train({ network: { layers: [{ type: 'dense', units: 8 }, { type: 'tanh' }, { type: 'dense', units: 2 }] }, inputShape: [2], classes: 2, data: { train: { count: 4, inputs, labels: Int32Array.of(0, 1, 1, 0) } }, optimizer: { type: 'adam', learningRate: 0.05 }, batchSize: 4, steps: 300, seed: 1 });
      console.log(JSON.stringify(model.classify(inputs)));`);
    expect((await run(process.execPath, ['engine.mjs'])).stdout.trim()).toBe('[0,1,1,0]');
  }, PATIENCE_MS);

  test('has types that hold without those of Node or of the clone', async () => {
    await writeFile(join(project, 'typed.ts'), `
      import { createClient, NotFoundError } from 'trainyard/client';
      import type { Job } from 'trainyard/client';
      import { train } from 'trainyard';
      const client = createClient({ baseUrl: 'http://127.0.0.1:8080' });
      export const ids = async (): Promise<string[]> => (await client.jobs.list({ status: 'running' })).data.map((job: Job) => job.id);
      // @ts-expect-error: there is no such status
      export const wrong = client.jobs.list({ status: 'runing' });
      // @ts-expect-error: a network is needed
      export const incomplete = () => train({ inputShape: [2], classes: 2 });
      export const isMissing = (error: unknown): boolean => error instanceof NotFoundError;`);
    const compilerOptions = { noEmit: true, strict: true, skipLibCheck: true, module: 'nodenext', target: 'es2024', lib: ['es2024', 'dom'], types: [] };
    await writeFile(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['typed.ts'] }));
    const words = [join(root, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.json'];
    const { stdout } = await run(process.execPath, words).catch((error: unknown) => error as { stdout: string });
    expect(stdout).toBe('');
  }, PATIENCE_MS);

  test('has a client that asks its service, on the oldest Node here', async () => {
    await writeFile(join(project, 'client.mjs'), `
      import { readFileSync } from 'node:fs';
      import { createClient } from 'trainyard/client';
      const client = createClient({ baseUrl: process.argv[2], apiKey: readFileSync('data/api-key', 'utf8').trim() });
      const job = await client.jobs.create({ model: 'from-client', network: { preset: 'two-layer-net', hidden: [8] }, dataset: { name: 'moons', trainSize: 100 }, epochs: 2, seed: 1 });
      const types = new Set();
      for await (const { type } of client.jobs.events(job.id)) types.add(type);
      console.log(JSON.stringify({ status: (await client.jobs.get(job.id)).status, ended: types.has('end') }));`);
    const { stdout } = await run(await oldestNode(), ['client.mjs', url]);
    expect(JSON.parse(stdout)).toEqual({ status: 'succeeded', ended: true });
  }, PATIENCE_MS);

  test('is a command, whatever Node is on the machine', async () => {
    const npx = (...words: string[]) => run('npx', ['--no-install', 'trainyard', ...words], { DATA_DIR: 'data' });
    expect((await npx('--help')).stdout).toContain('Usage: trainyard');
    await writeFile(join(project, 'spec.json'), JSON.stringify({ model: 'from-command', network: { preset: 'two-layer-net', hidden: [8] }, dataset: { name: 'moons', trainSize: 100 }, epochs: 2, seed: 1 }));
    const lines = (await npx('train', 'spec.json', '--watch', '--json')).stdout.trim().split('\n').map((line) => JSON.parse(line) as { type?: string; status?: string });
    expect(lines.at(-2)).toMatchObject({ type: 'end' });
    expect(lines.at(-1)).toMatchObject({ object: 'job', status: 'succeeded' });
    // its text is that of sources, which come along for it
    await npx('export', 'from-command', '--format', 'ts', '--output', 'model.ts');
    expect(await readFile(join(project, 'model.ts'), 'utf8')).toContain('export function predict');
  }, PATIENCE_MS);

  test('serves the dashboard that was built', async () => {
    const page = await fetch(url, { headers: { accept: 'text/html' } });
    expect([page.status, (await page.text()).includes('is not built')]).toEqual([200, !existsSync(join(root, 'web/dist/index.html'))]);
  });
});
