import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Redis } from 'ioredis';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { redisOptions } from '../../src/redis/index.ts';
import { startService } from '../../src/supervisor/service.ts';
import type { Service } from '../../src/supervisor/service.ts';
import { alive } from '../support/processes.ts';
import { redisCacheDir, startTestRedis } from '../support/redis.ts';

let dataDir = '';
let service: Service | null = null;
let messages: string[] = [];

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'ty-'));
  await (await startTestRedis()).stop();
  await mkdir(join(dataDir, 'cache'));
  // the launcher finds the copy the tests share where it keeps its own
  await cp(redisCacheDir, join(dataDir, 'cache', 'redis'), { recursive: true }).catch(() => {});
  messages = [];
});
afterEach(async () => {
  await service?.stop();
  service = null;
  await rm(dataDir, { recursive: true, force: true });
});

async function start(port = 0): Promise<Service> {
  const entries = { api: new URL('./fixtures/api.ts', import.meta.url), consumer: new URL('./fixtures/consumer.ts', import.meta.url) };
  service = await startService({ host: '127.0.0.1', port, dataDir, redisUrl: null, download: true, entries, env: process.env, log: (message) => messages.push(message) });
  return service;
}
const socket = () => redisOptions(`unix://${join(dataDir, 'redis', 'redis.sock')}`);
const pidAt = async (url: string) => ((await (await fetch(url)).json()) as { pid: number }).pid;

describe('the launcher', () => {
  test('starts an API or a consumer again that was killed', async () => {
    const { url, pids } = await start();
    const before = pids();
    process.kill(before.api!, 'SIGKILL');
    process.kill(before.consumer!, 'SIGKILL');
    await expect.poll(() => pidAt(url).catch(() => before.api), { timeout: 20_000 }).not.toBe(before.api);
    await expect.poll(() => pids().consumer, { timeout: 20_000 }).not.toBe(before.consumer);
    expect(messages.filter((message) => /ended \(SIGKILL\); starting it again/.test(message))).toHaveLength(2);
  });

  test('starts Redis again that was killed, with its data', async () => {
    const { pids } = await start();
    const client = new Redis({ ...socket(), retryStrategy: () => 50 });
    client.on('error', () => {});
    await client.set('kept', 'yes');
    const before = pids().redis!;
    process.kill(before, 'SIGKILL');
    await expect.poll(() => pids().redis, { timeout: 20_000 }).not.toBe(before);
    expect(await client.get('kept')).toBe('yes');
    client.disconnect();
  });

  test('ends the children in order, Redis last', async () => {
    const running = await start();
    const pids = running.pids();
    await expect.poll(async () => alive(pids.consumer!)).toBe(true);
    const client = new Redis(socket());
    await expect.poll(() => client.get('consumer'), { timeout: 20_000 }).toBe(String(pids.consumer));
    client.disconnect();
    await running.stop();
    expect([pids.redis!, pids.api!, pids.consumer!].filter(alive)).toEqual([]);
    const again = await start();
    const reader = new Redis({ ...socket() });
    // written on SIGTERM, so Redis was still there
    expect(['ended in order', String(again.pids().consumer)]).toContain(await reader.get('consumer'));
    reader.disconnect();
  });

  test('takes the next port when the wanted one is busy, and says so', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const { url } = await start(port);
    expect(Number(new URL(url).port)).toBeGreaterThan(port);
    expect(messages).toContain(`port ${port} is busy: taking ${new URL(url).port}`);
    other.close();
  });

  test('leaves no process behind when it is killed with -9', async () => {
    const launcher = spawn(process.execPath, [fileURLToPath(new URL('./fixtures/launcher.ts', import.meta.url)), dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = (await once(launcher.stdout, 'data')) as [Buffer];
    const pids = Object.values(JSON.parse(line.toString()) as Record<string, number>);
    expect(pids).toHaveLength(3);
    expect(pids.every(alive)).toBe(true);
    launcher.kill('SIGKILL');
    await expect.poll(() => pids.filter(alive), { timeout: 15_000 }).toEqual([]);
  });
});
