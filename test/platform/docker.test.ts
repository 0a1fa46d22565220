import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { copyFromContext } from '../../scripts/support/build-context.ts';
import { commandOf, environmentOf, parseDockerfile } from '../../scripts/support/dockerfile.ts';
import { loadConfig, VARIABLES } from '../../src/config.ts';

const root = new URL('../../', import.meta.url);
const context = fileURLToPath(root);
const read = (name: string) => readFileSync(new URL(name, root), 'utf8');
const exists = (name: string) => existsSync(new URL(name, root));

const serviceSchema = z.object({
  command: z.array(z.string()),
  build: z.object({ target: z.string() }).optional(),
  environment: z.record(z.string(), z.string()).default({}),
  ports: z.array(z.string()).default([]),
  expose: z.array(z.string()).default([]),
  volumes: z.array(z.string()),
  healthcheck: z.object({ test: z.array(z.string()) }),
  stop_grace_period: z.string(),
});
const compose = z.object({ services: z.record(z.string(), serviceSchema), volumes: z.record(z.string(), z.unknown()) }).parse(parse(read('docker-compose.yml'), { merge: true }));
const stages = parseDockerfile(read('Dockerfile'));
const service = stages.find(({ name }) => name === 'service')!;
const { api, consumer, redis } = compose.services;

describe('docker compose', () => {
  test('has the three services and one volume they share', () => {
    expect(Object.keys(compose.services)).toEqual(['api', 'consumer', 'redis']);
    expect(Object.keys(compose.volumes)).toEqual(['data']);
    const folder = environmentOf(service).DATA_DIR;
    for (const each of [api, consumer, redis]) expect(each.volumes).toEqual([`data:${folder}`]);
    for (const each of [api, consumer]) expect(each.environment.DATA_DIR).toBe(folder);
  });

  test.each(['api', 'consumer'] as const)('%s starts an entry point that the image holds', (name) => {
    const [program, entry] = compose.services[name].command;
    expect(program).toBe('node');
    expect(exists(entry)).toBe(true);
    expect(service.instructions.filter(({ keyword }) => keyword === 'COPY').some(({ value }) => value.startsWith(`${entry.split('/')[0]} `))).toBe(true);
  });

  test.each(['api', 'consumer'] as const)('%s sets variables the code reads, to values it accepts', (name) => {
    const environment = compose.services[name].environment;
    expect(Object.keys(environment).filter((variable) => !(variable in VARIABLES))).toEqual([]);
    const values = Object.fromEntries(Object.entries({ ...environmentOf(service), ...environment }).map(([key, value]) => [key, value.replace(/\$\{\w+:-([^}]*)\}/, '$1')]));
    expect(loadConfig(values)).toMatchObject({ host: '0.0.0.0', port: 8080, redisUrl: 'redis://redis:6379', auth: 'on' });
  });

  test('publishes the port the API listens on, on loopback only', () => {
    const port = api.environment.PORT;
    expect(api.ports).toEqual([`127.0.0.1:${port}:${port}`]);
    expect(service.instructions).toContainEqual({ keyword: 'EXPOSE', value: port });
    expect(consumer.ports).toEqual([]);
    expect(redis.ports).toEqual([]);
    expect(consumer.expose).toEqual([consumer.environment.HEALTH_PORT]);
  });

  test('asks for health where the code answers', () => {
    const probe = api.healthcheck.test.join(' ');
    const [, port, path] = /http:\/\/127\.0\.0\.1:(\d+)(\/\w+)/.exec(probe)!;
    expect(port).toBe(api.environment.PORT);
    const document = z.object({ paths: z.record(z.string(), z.unknown()) }).parse(JSON.parse(read('openapi/openapi.json')));
    expect(Object.keys(document.paths)).toContain(path);
    expect(exists(consumer.healthcheck.test[2])).toBe(true);
  });

  test('keeps every write of Redis and evicts nothing', () => {
    const command = redis.command.join(' ');
    for (const option of ['--appendonly yes', '--appendfsync always', '--maxmemory-policy noeviction']) expect(command).toContain(option);
    expect(command).toContain(`--dir ${environmentOf(service).DATA_DIR}/redis`);
  });

  test('gives the consumer time to write checkpoints', () => {
    expect(Number.parseInt(consumer.stop_grace_period)).toBeGreaterThanOrEqual(25);
    for (const each of [api, redis]) expect(each.stop_grace_period).toMatch(/^\d+s$/);
  });
});

describe('the Dockerfile', () => {
  test('builds in stages on official images and runs as somebody else than root', () => {
    expect(stages.map(({ base }) => base)).toEqual(['node:24-bookworm-slim', 'node:24-bookworm-slim', 'node:24-bookworm-slim', 'redis:7.2-bookworm']);
    for (const { instructions } of stages.filter(({ name }) => ['service', 'redis'].includes(name))) expect(instructions.some(({ keyword, value }) => keyword === 'USER' && value !== 'root')).toBe(true);
  });

  test.each([
    ['web', ['node', 'scripts/run.mjs', 'scripts/build-web.ts'], 0, ''],
    // all of it is loaded before the settings are looked at
    ['service', ['node', 'src/server.ts'], 1, 'PORT: "none" is no whole number'],
    ['service', ['node', 'src/consumer.ts'], 1, 'PORT: "none" is no whole number'],
    ['service', ['node', 'src/health.ts'], 1, 'PORT: "none" is no whole number'],
  ] as const)('the stage "%s" holds what %j needs', async (name, command, status, said) => {
    const folder = await mkdtemp(join(tmpdir(), 'ty-image-'));
    try {
      const stage = stages.find((each) => each.name === name)!;
      if (name === 'web') expect(stage.instructions).toContainEqual({ keyword: 'RUN', value: command.join(' ') });
      for (const { keyword, value } of stage.instructions) if (keyword === 'COPY' && !value.startsWith('--from=')) copyFromContext(value, { context, folder });
      await symlink(join(context, 'node_modules'), join(folder, 'node_modules'));
      const [, ...words] = command;
      const child = spawnSync(process.execPath, words, { cwd: folder, encoding: 'utf8', env: { PATH: process.env.PATH, PORT: 'none' } });
      expect(child.stderr).not.toContain('Cannot find');
      expect(child.stderr).toContain(said);
      expect(child.status).toBe(status);
      if (name === 'web') expect(existsSync(join(folder, 'web/dist/index.html'))).toBe(true);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  test('starts the API, and every target of the compose file is a stage', () => {
    expect(commandOf(service)).toEqual(api.command);
    for (const { build } of Object.values(compose.services)) expect(stages.map(({ name }) => name)).toContain(build?.target);
  });
});
