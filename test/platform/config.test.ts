import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadApiKey, loadConfig, loadEnvironmentFile } from '../../src/config.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ty-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('configuration', () => {
  test('works with nothing set', () => {
    const config = loadConfig({}, '/srv');
    expect(config).toMatchObject({ host: '127.0.0.1', port: 8080, dataDir: '/srv/data', datasetsDir: null, redisUrl: null, kernels: 'auto', auth: 'on' });
    expect(config.storeUrl).toBe('file:///srv/data/store');
    expect(config.workerThreads).toBeGreaterThan(0);
  });

  test('takes what is set; an empty value counts as unset', () => {
    const config = loadConfig({ PORT: '9000', HOST: '0.0.0.0', DATA_DIR: '/d', DATASETS_DIR: folder, REDIS_URL: 'redis://r', WORKER_THREADS: '3', KERNELS: 'reference', STORE_URL: '', TRAINYARD_NO_DOWNLOAD: '1' });
    expect(config).toMatchObject({ port: 9000, host: '0.0.0.0', dataDir: '/d', datasetsDir: folder, redisUrl: 'redis://r', workerThreads: 3, kernels: 'reference', download: false });
    expect(config.storeUrl).toBe('file:///d/store');
  });

  test.each([
    ['PORT', 'eighty', 'is no whole number'],
    ['PORT', '70000', 'is above 65535'],
    ['HOST', 'a b', 'is no host name'],
    ['DATASETS_DIR', '/does/not/exist', 'does not exist'],
    ['REDIS_URL', 'http://x', 'unknown scheme'],
    ['STORE_URL', 'gs://bucket', 'is no file: or s3: address'],
    ['STORE_URL', 's3:bucket', 'is no s3: address'],
    ['STORE_URL', 's3://', 'names no bucket'],
    ['STORE_URL', 's3://My_Bucket/x', 'has a bucket name, "My_Bucket", that S3 does not allow'],
    ['STORE_URL', 's3://bucket/a/../b', 'has a prefix with "..", which is no plain name'],
    ['STORE_URL', 's3://key:secret@bucket', 'holds keys, which belong into AWS_ACCESS_KEY_ID'],
    ['WORKER_THREADS', '0', 'is below 1'],
    ['KERNELS', 'cuda', 'is none of the known values'],
    ['LOG_LEVEL', 'loud', 'is none of the known values'],
    ['AUTH', 'maybe', 'is none of the known values'],
    ['TRUSTED_PROXIES', '10.0.0.1,proxy.internal', 'holds what is neither an address nor a network'],
    ['TRUSTED_PROXIES', '10.0.0.0/33', 'holds what is neither an address nor a network'],
    ['TRAINYARD_NO_DOWNLOAD', 'yes', 'is none of the known values'],
    ['MEMORY_LIMIT_MB', '1', 'is below 16'],
    ['UPLOAD_LIMIT_MB', '0', 'is below 1'],
    ['RATE_LIMIT', '-1', 'is no whole number'],
    ['MAX_QUEUED_JOBS', '0', 'is below 1'],
  ])('%s=%s stops the start, naming variable, reason and fix', (name, value, reason) => {
    expect(() => loadConfig({ [name]: value })).toThrow(new RegExp(`^${name}: .*${reason}.*; use .+`));
  });

  test.each(['s3://bucket', 's3://bucket/trainyard', 's3://my.bucket-1/a/b/', 'file:///srv/store'])('STORE_URL=%s is taken as it is', (url) => {
    expect(loadConfig({ STORE_URL: url }).storeUrl).toBe(url);
  });

  test('times of retention are whole milliseconds, or never', () => {
    expect(loadConfig({ RETENTION_DAYS: '0.000231', CHECKPOINT_RETENTION_DAYS: 'never' }).retention).toEqual({ recordMs: 19_958, checkpointMs: null, archive: 'keep' });
    expect(loadConfig({}).retention).toEqual({ recordMs: 90 * 86_400_000, checkpointMs: 30 * 86_400_000, archive: 'keep' });
    expect(() => loadConfig({ RETENTION_DAYS: 'soon' })).toThrow(/^RETENTION_DAYS: .*is no number of days.*; use .+/);
  });

  test('keys in STORE_URL are not printed', () => {
    expect(() => loadConfig({ STORE_URL: 's3://key:secret@bucket' })).toThrow(/^(?!.*secret@)/);
  });

  test('a short key is refused without being printed', () => {
    expect(() => loadConfig({ TRAINYARD_API_KEY: 'sesame' })).toThrow(/^TRAINYARD_API_KEY: the value is shorter than 16/);
  });

  test('AUTH=off needs a loopback address', () => {
    expect(loadConfig({ AUTH: 'off' }).auth).toBe('off');
    expect(() => loadConfig({ AUTH: 'off', HOST: '0.0.0.0' })).toThrow(/^AUTH: "off" would open 0.0.0.0/);
  });

  test('.env is honoured and does not override the environment', async () => {
    await writeFile(join(folder, '.env'), 'TY_TEST_A=from-file\nTY_TEST_B=from-file\n');
    process.env.TY_TEST_B = 'set';
    loadEnvironmentFile(folder);
    expect([process.env.TY_TEST_A, process.env.TY_TEST_B]).toEqual(['from-file', 'set']);
  });
});

describe('the API key', () => {
  test('is generated once, for the owner only', async () => {
    const first = loadApiKey({ apiKey: null, dataDir: folder });
    expect(first.created).toBe(true);
    expect(Buffer.from(first.key.slice(3), 'base64url')).toHaveLength(32);
    expect((await stat(join(folder, 'api-key'))).mode & 0o777).toBe(0o600);
    expect(loadApiKey({ apiKey: null, dataDir: folder })).toEqual({ key: first.key, created: false });
  });

  test('a preset key wins', () => {
    expect(loadApiKey({ apiKey: 'preset-preset-preset', dataDir: folder })).toEqual({ key: 'preset-preset-preset', created: false });
  });
});
