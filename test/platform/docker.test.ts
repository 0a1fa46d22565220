import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { commandOf, environmentOf, parseDockerfile } from '../../scripts/support/dockerfile.ts';
import { loadConfig, VARIABLES } from '../../src/config.ts';

const root = new URL('../../', import.meta.url);
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

  test('copies what exists and what .dockerignore lets through', () => {
    const ignored = read('.dockerignore').split('\n');
    for (const { value } of stages.flatMap(({ instructions }) => instructions).filter(({ keyword }) => keyword === 'COPY')) {
      if (value.startsWith('--from=')) continue;
      for (const source of value.split(/\s+/).slice(0, -1)) {
        const name = source.replace(/^\.\//, '');
        expect(exists(name), name).toBe(true);
        expect(ignored, name).toContain(`!${name.split('/')[0]}`);
      }
    }
  });

  test('starts the API, and every target of the compose file is a stage', () => {
    expect(commandOf(service)).toEqual(api.command);
    for (const { build } of Object.values(compose.services)) expect(stages.map(({ name }) => name)).toContain(build?.target);
  });
});
