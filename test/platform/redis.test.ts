import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { afterEach, describe, expect, test } from 'vitest';
import { redisOptions, printableRedisUrl, startRedis } from '../../src/redis/index.ts';
import { alive } from '../support/processes.ts';
import { redisCacheDir, startTestRedis } from '../support/redis.ts';

const folders: string[] = [];
async function folder(): Promise<string> {
  const created = await mkdtemp(join(tmpdir(), 'ty-'));
  folders.push(created);
  return created;
}
afterEach(async () => {
  for (const created of folders.splice(0)) await rm(created, { recursive: true, force: true });
});
const quiet = { cacheDir: redisCacheDir, log: () => {} };

describe('the private Redis', () => {
  test('answers, never evicts and puts every write on disk first', async () => {
    const server = await startTestRedis();
    const client = new Redis(redisOptions(server.url));
    expect(await client.ping()).toBe('PONG');
    expect(await client.config('GET', 'maxmemory-policy')).toEqual(['maxmemory-policy', 'noeviction']);
    expect(await client.config('GET', 'appendfsync')).toEqual(['appendfsync', 'always']);
    await client.quit();
    await server.stop();
  });

  test('keeps its data over kill -9 and a restart', async () => {
    const dataDir = await folder();
    const first = await startRedis({ dataDir, ...quiet });
    const writer = new Redis(redisOptions(first.url));
    await writer.set('kept', 'yes');
    writer.disconnect();
    process.kill(first.pid, 'SIGKILL');
    await first.exited;
    const second = await startRedis({ dataDir, ...quiet });
    const reader = new Redis(redisOptions(second.url));
    expect(await reader.get('kept')).toBe('yes');
    reader.disconnect();
    await second.stop();
  });

  test('refuses a folder another Redis uses, naming its pid', async () => {
    const dataDir = await folder();
    const first = await startRedis({ dataDir, ...quiet });
    await expect(startRedis({ dataDir, ...quiet })).rejects.toThrow(new RegExp(`in use by another Trainyard.*${first.pid}`));
    await first.stop();
  });

  test('takes a short socket path where the data folder is too deep for one', async () => {
    const dataDir = join(await folder(), 'd'.repeat(100));
    await mkdir(dataDir);
    const server = await startRedis({ dataDir, ...quiet });
    const path = redisOptions(server.url).path!;
    expect(Buffer.byteLength(path)).toBeLessThan(101);
    await server.stop();
  });

  test.each(['with setpriv', 'without setpriv'])('ends when its launcher is killed with -9, %s', async (kind) => {
    const dataDir = await folder();
    const module = new URL('../../src/redis/index.ts', import.meta.url).href;
    // the launcher finds setpriv on PATH; a PATH with sh, cat and the distribution's Redis, where it is installed, takes the other way
    const script = `${kind === 'without setpriv' ? "const fs = await import('node:fs'); fs.mkdirSync(process.argv[1] + '/bin'); for (const tool of ['sh', 'cat', 'redis-server']) if (fs.existsSync('/bin/' + tool)) fs.symlinkSync('/bin/' + tool, process.argv[1] + '/bin/' + tool); process.env.PATH = process.argv[1] + '/bin';" : ''}
      const { startRedis } = await import(${JSON.stringify(module)});
      const server = await startRedis({ dataDir: process.argv[1], cacheDir: ${JSON.stringify(redisCacheDir)}, log() {} });
      console.log(server.pid);`;
    await (await startTestRedis()).stop(); // the unpacked copy is there before PATH is taken away
    const launcher = spawn(process.execPath, ['--input-type=module', '-e', script, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = (await once(launcher.stdout, 'data')) as [Buffer];
    const pid = Number(line.toString());
    expect(alive(pid)).toBe(true);
    launcher.kill('SIGKILL');
    await expect.poll(() => alive(pid), { timeout: 10_000 }).toBe(false);
  });

  test('says in one line what to do when nothing may be fetched', async () => {
    const path = process.env.PATH;
    process.env.PATH = '';
    try {
      const attempt = startRedis({ dataDir: await folder(), log: () => {}, download: false });
      await expect(attempt).rejects.toThrow(/TRAINYARD_NO_DOWNLOAD=1.*REDIS_URL.*docker compose up/);
      const elsewhere = startRedis({ dataDir: await folder(), log: () => {}, download: true });
      await expect(elsewhere).rejects.toThrow(/no apt-get.*REDIS_URL.*docker compose up/);
    } finally {
      process.env.PATH = path;
    }
  });
});

describe('redis addresses', () => {
  test.each([
    ['unix:///tmp/a%20b/redis.sock', { path: '/tmp/a b/redis.sock' }],
    ['/tmp/redis.sock', { path: '/tmp/redis.sock' }],
    ['redis://redis', { host: 'redis', port: 6379 }],
    ['redis://me:p%40ss@host:7000/3', { host: 'host', port: 7000, username: 'me', password: 'p@ss', db: 3 }],
    ['rediss://host', { host: 'host', port: 6379, tls: {} }],
  ])('%s', (url, options) => {
    expect(redisOptions(url)).toEqual(options);
  });

  test.each(['http://host', 'nonsense', 'redis://host/x'])('%s is refused by name', (url) => {
    expect(() => redisOptions(url)).toThrow(/REDIS_URL/);
  });

  test('a password is not printed', () => {
    expect(printableRedisUrl('redis://me:secret@host:7000')).toBe('redis://me:***@host:7000');
  });
});
