import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startRedis } from '../src/redis/index.ts';
import { freePort } from '../src/supervisor/ports.ts';
import { root } from './support/checks.ts';
import { copyFromContext } from './support/build-context.ts';
import { commandOf, environmentOf, parseDockerfile } from './support/dockerfile.ts';
import type { Stage } from './support/dockerfile.ts';

/**
 * `npm run rehearse:docker`: the install, copy and start steps of the Dockerfile, read from it, done in empty folders with an empty npm cache and an empty
 * environment, where no Docker daemon is at hand. Not rehearsed: base images and users (`USER`, `install -o`).
 */
const work = mkdtempSync(join(tmpdir(), 'ty-docker-'));
const stages = parseDockerfile(readFileSync(join(root, 'Dockerfile'), 'utf8'));
// how this machine reaches the registry is not part of the image, and needed here
const NETWORK = ['npm_config_globalconfig', 'npm_config_userconfig', 'npm_config_registry', 'NODE_EXTRA_CA_CERTS', 'HTTPS_PROXY', 'HTTP_PROXY', 'NO_PROXY', 'https_proxy', 'http_proxy', 'no_proxy'];
const network = Object.fromEntries(NETWORK.filter((name) => process.env[name]).map((name) => [name, process.env[name]!]));
const baseEnvironment = { ...network, PATH: `${dirname(process.execPath)}:/usr/local/bin:/usr/bin:/bin`, HOME: join(work, 'home'), npm_config_cache: join(work, 'npm-cache') };

try {
  mkdirSync(baseEnvironment.HOME);
  for (const stage of stages.filter(({ base }) => base.startsWith('node:'))) buildStage(stage);
  await startStage(stages.find(({ name }) => name === 'service')!);
  console.log('the image would install, start, become ready and stop');
} finally {
  rmSync(work, { recursive: true, force: true });
}

/** A path inside the image, as a path in this stage's folder. */
function inside(stage: string, path: string): string {
  return join(work, stage, path.startsWith('/') ? path : join('/app', path));
}

function buildStage(stage: Stage): void {
  console.log(`stage ${stage.name} (instead of ${stage.base}: Node ${process.version})`);
  mkdirSync(inside(stage.name, '/app'), { recursive: true });
  for (const { keyword, value } of stage.instructions) {
    if (keyword === 'COPY') copy(stage.name, value);
    if (keyword === 'RUN') run(stage, value);
  }
}

function copy(stage: string, value: string): void {
  const [, from, path, target] = /^--from=(\S+) (\S+) (\S+)$/.exec(value) ?? [];
  if (from === undefined) copyFromContext(value, { context: root, folder: inside(stage, '.') });
  else cpSync(inside(from, path), inside(stage, target), { recursive: true, verbatimSymlinks: true });
  console.log(`  COPY ${value}`);
}

function run(stage: Stage, value: string): void {
  // users of the image do not exist here, folders do
  const command = value.replace(/-o \S+ -g \S+ /g, '').replace(/(\s)(\/srv\S*)/g, (_, space: string, path: string) => `${space}${inside(stage.name, path)}`);
  console.log(`  RUN ${command}`);
  const { status } = spawnSync('sh', ['-c', command], { cwd: inside(stage.name, '/app'), env: { ...baseEnvironment, ...environmentOf(stage) }, stdio: 'inherit' });
  if (status !== 0) throw new Error(`RUN ${value} ended with ${status}`);
}

async function startStage(stage: Stage): Promise<void> {
  const dataDir = inside(stage.name, environmentOf(stage).DATA_DIR);
  const redis = await startRedis({ dataDir: join(work, 'redis'), cacheDir: join(root, 'node_modules/.cache/trainyard/redis'), log: console.log });
  const port = await freePort('127.0.0.1', 18080);
  const env = { ...baseEnvironment, ...environmentOf(stage), HOST: '127.0.0.1', PORT: String(port), DATA_DIR: dataDir, REDIS_URL: redis.url };
  const commands = [commandOf(stage), ['node', 'src/consumer.ts']];
  const children = commands.map(([, ...rest]) => spawn(process.execPath, rest, { cwd: inside(stage.name, '/app'), env, stdio: 'inherit' }));
  try {
    await ready(`http://127.0.0.1:${port}/readyz`, () => children.every((child) => child.exitCode === null));
    const health = spawn(process.execPath, ['src/health.ts'], { cwd: inside(stage.name, '/app'), env, stdio: 'inherit' });
    const [healthCode] = (await once(health, 'exit')) as [number];
    if (healthCode !== 0) throw new Error('the health check of the consumer fails');
  } finally {
    for (const child of children.filter(({ exitCode }) => exitCode === null)) {
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
    await redis.stop();
  }
}

async function ready(url: string, running: () => boolean): Promise<void> {
  for (let attempt = 0; attempt < 600; attempt++) {
    if (!running()) throw new Error('a process of the image ended');
    if (await fetch(url).then((response) => response.ok, () => false)) return;
    await sleep(100);
  }
  throw new Error(`${url} did not become ready`);
}
