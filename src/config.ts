import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { isIP } from 'node:net';
import { availableParallelism } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { parseS3Location } from './models/s3/location.ts';
import { redisOptions } from './redis/connection.ts';

/** The environment, parsed once. Members are handed on as arguments; only entry points import this file. */
export interface Config {
  host: string;
  port: number;
  /** Absolute; holds api-key, redis, store, cache, datasets. */
  dataDir: string;
  /** Absolute; searched first for dataset files, never written. */
  datasetsDir: string | null;
  /** Null: the launcher starts a private Redis. */
  redisUrl: string | null;
  /** `file:///…` or `s3://…` of what holds specs, records and models. */
  storeUrl: string;
  workerThreads: number;
  kernels: 'auto' | 'simd-fma' | 'simd' | 'reference';
  /** A preset key; null: the one in `<dataDir>/api-key`, see `loadApiKey`. */
  apiKey: string | null;
  auth: 'on' | 'off';
  /** Addresses whose `X-Forwarded-For` and `X-Forwarded-Proto` are believed. */
  trustedProxies: readonly string[];
  logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';
  /** False: nothing is fetched from anywhere (`TRAINYARD_NO_DOWNLOAD=1`). */
  download: boolean;
  /** Of the consumer's `/livez`, `/readyz` and `/metrics`; 0: none. */
  healthPort: number;
  /** With less room than this on a disk that is written to the API is not ready; 0: nobody looks. */
  diskReserveBytes: number;
  /** Upper bound of one job's arena, bytes. */
  memoryLimitBytes: number;
  /** Bytes of one uploaded dataset as it is sent. */
  uploadLimitBytes: number;
  /** Of weights that serving keeps in memory. */
  modelCacheBytes: number;
  /** How requests for predictions are gathered while others are computed. */
  batches: { windowMs: number; maxRows: number };
  /** Requests per minute of a key; 0: any number. */
  rateLimit: number;
  /** predictions per minute of a key; 0: any */
  predictRateLimit: number;
  /** Queued jobs of a key that says nothing else. */
  maxQueuedJobs: number;
  /** What becomes of jobs that ended long ago; null: never. */
  retention: { recordMs: number | null; checkpointMs: number | null; archive: 'keep' | 'remove' };
}

/** A setting that cannot work. The message names the variable, the reason and the fix; entry points print it and exit with 1. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

export const LOOPBACK_HOSTS: readonly string[] = ['127.0.0.1', 'localhost', '::1'];
const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
const KERNELS = ['auto', 'simd-fma', 'simd', 'reference'] as const;

/** Every variable the service reads: what it accepts, said as the fix. The documents' table is checked against this list. */
export const VARIABLES = {
  HOST: 'an address to listen on, such as 127.0.0.1 or 0.0.0.0',
  PORT: 'a whole number from 0 to 65535, such as 8080',
  HEALTH_PORT: 'a whole number from 0 to 65535, such as 9090, or 0 for none',
  DATA_DIR: 'a folder this user may write, such as ./data',
  DATASETS_DIR: 'an existing folder laid out as mnist/train-images-idx3-ubyte.gz, or nothing',
  REDIS_URL: 'redis://host:6379, rediss://host:6379 or unix:///path/to/redis.sock, or nothing for a private Redis',
  STORE_URL: 'file:///absolute/folder, s3://bucket/prefix, or nothing for DATA_DIR/store',
  WORKER_THREADS: 'a whole number from 1 to 256, such as 2',
  KERNELS: `one of ${KERNELS.join(', ')}`,
  TRAINYARD_API_KEY: 'at least 16 printable characters without spaces, or nothing for a generated key',
  AUTH: 'on or off; off only where HOST is a loopback address',
  TRUSTED_PROXIES: 'addresses or networks of reverse proxies, such as 10.0.0.2 or 172.16.0.0/12,fd00::/8, or nothing',
  LOG_LEVEL: `one of ${LOG_LEVELS.join(', ')}`,
  TRAINYARD_NO_DOWNLOAD: '1 or 0',
  MEMORY_LIMIT_MB: 'a whole number of megabytes from 16 to 3900, such as 2048',
  UPLOAD_LIMIT_MB: 'a whole number of megabytes from 1 to 65536, such as 512',
  MODEL_CACHE_MB: 'a whole number of megabytes from 16 to 65536, such as 512',
  PREDICT_BATCH_WINDOW_MS: 'a whole number of milliseconds from 0 to 1000, such as 2',
  PREDICT_MAX_BATCH: 'a whole number of samples from 1 to 1024, such as 64',
  RATE_LIMIT: 'a whole number of requests per minute up to 1000000, such as 6000, or 0 for no limit',
  PREDICT_RATE_LIMIT: 'a whole number of predictions per minute up to 100000000, such as 60000, or 0 for no limit',
  MAX_QUEUED_JOBS: 'a whole number from 1 to 1000000, such as 10000',
  RETENTION_DAYS: 'a number of days, such as 90 or 0.5, or never',
  CHECKPOINT_RETENTION_DAYS: 'a number of days, such as 30 or 0.5, or never',
  RETENTION_ARCHIVE: 'keep or remove',
  DISK_RESERVE_MB: 'a whole number of megabytes from 0 to 1048576, such as 200',
} as const;

const whole = (low: number, high: number) => z.string().regex(/^\d+$/, 'is no whole number').transform(Number).pipe(z.number().min(low, `is below ${low}`).max(high, `is above ${high}`));
const DAY_MS = 86_400_000;
const duration = z.string().regex(/^(never|\d{1,5}(\.\d+)?)$/, 'is no number of days').transform((value) => (value === 'never' ? null : Math.round(Number(value) * DAY_MS)));
const oneOf = <const T extends readonly [string, ...string[]]>(values: T) => z.enum(values, { error: 'is none of the known values' });

/** An address, or one with the length of its prefix. */
function isNetwork(value: string): boolean {
  const [address, prefix, ...rest] = value.split('/');
  const bits = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  return bits > 0 && rest.length === 0 && (prefix === undefined || (/^\d+$/.test(prefix) && Number(prefix) <= bits));
}

const environmentSchema = z.object({
  HOST: z.string().regex(/^[\w.:-]+$/, 'is no host name or address').default('127.0.0.1'),
  PORT: whole(0, 65535).default(8080),
  HEALTH_PORT: whole(0, 65535).default(0),
  DATA_DIR: z.string().default('./data'),
  DATASETS_DIR: z.string().optional(),
  REDIS_URL: z.string().optional(),
  STORE_URL: z.string().optional(),
  WORKER_THREADS: whole(1, 256).optional(),
  KERNELS: oneOf(KERNELS).default('auto'),
  TRAINYARD_API_KEY: z.string().regex(/^[\x21-\x7e]+$/, 'holds spaces or unprintable characters').min(16, 'is shorter than 16 characters').optional(),
  AUTH: oneOf(['on', 'off']).default('on'),
  TRUSTED_PROXIES: z.string().transform((value) => value.split(',').map((each) => each.trim())).refine((all) => all.every(isNetwork), 'holds what is neither an address nor a network').default([]),
  LOG_LEVEL: oneOf(LOG_LEVELS).default('info'),
  TRAINYARD_NO_DOWNLOAD: oneOf(['0', '1']).default('0'),
  MEMORY_LIMIT_MB: whole(16, 3900).default(2048),
  UPLOAD_LIMIT_MB: whole(1, 65_536).default(512),
  MODEL_CACHE_MB: whole(16, 65_536).default(512),
  PREDICT_BATCH_WINDOW_MS: whole(0, 1000).default(0),
  PREDICT_MAX_BATCH: whole(1, 1024).default(64),
  RATE_LIMIT: whole(0, 1_000_000).default(6000),
  PREDICT_RATE_LIMIT: whole(0, 100_000_000).default(0),
  MAX_QUEUED_JOBS: whole(1, 1_000_000).default(10_000),
  RETENTION_DAYS: duration.default(90 * DAY_MS),
  CHECKPOINT_RETENTION_DAYS: duration.default(30 * DAY_MS),
  RETENTION_ARCHIVE: oneOf(['keep', 'remove']).default('keep'),
  DISK_RESERVE_MB: whole(0, 2 ** 20).default(200),
});

/**
 * @param env such as `process.env`; an empty value counts as unset. @param base folder that relative paths start from.
 * @throws ConfigError for the first value that cannot work.
 */
export function loadConfig(env: Record<string, string | undefined>, base: string = process.cwd()): Config {
  const known = Object.fromEntries(Object.keys(VARIABLES).map((name) => [name, env[name] || undefined]));
  const parsed = environmentSchema.safeParse(known);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw refusal(String(issue.path[0]) as keyof typeof VARIABLES, known[String(issue.path[0])], issue.message);
  }
  const values = parsed.data;
  const dataDir = resolve(base, values.DATA_DIR);
  if (values.AUTH === 'off' && !LOOPBACK_HOSTS.includes(values.HOST)) throw refusal('AUTH', 'off', `would open ${values.HOST} to everybody`);
  return {
    host: values.HOST,
    port: values.PORT,
    healthPort: values.HEALTH_PORT,
    dataDir,
    datasetsDir: datasetsFolder(values.DATASETS_DIR, base),
    redisUrl: redisAddress(values.REDIS_URL),
    storeUrl: values.STORE_URL === undefined ? `file://${encodeURI(join(dataDir, 'store'))}` : storeAddress(values.STORE_URL),
    workerThreads: values.WORKER_THREADS ?? availableParallelism(),
    kernels: values.KERNELS,
    apiKey: values.TRAINYARD_API_KEY ?? null,
    auth: values.AUTH,
    trustedProxies: values.TRUSTED_PROXIES,
    logLevel: values.LOG_LEVEL,
    download: values.TRAINYARD_NO_DOWNLOAD !== '1',
    memoryLimitBytes: values.MEMORY_LIMIT_MB * 2 ** 20,
    diskReserveBytes: values.DISK_RESERVE_MB * 2 ** 20,
    uploadLimitBytes: values.UPLOAD_LIMIT_MB * 2 ** 20,
    modelCacheBytes: values.MODEL_CACHE_MB * 2 ** 20,
    batches: { windowMs: values.PREDICT_BATCH_WINDOW_MS, maxRows: values.PREDICT_MAX_BATCH },
    rateLimit: values.RATE_LIMIT,
    predictRateLimit: values.PREDICT_RATE_LIMIT,
    maxQueuedJobs: values.MAX_QUEUED_JOBS,
    retention: { recordMs: values.RETENTION_DAYS, checkpointMs: values.CHECKPOINT_RETENTION_DAYS, archive: values.RETENTION_ARCHIVE },
  };
}

/** Reads `.env` of the working folder, if there is one, into `process.env`; variables already set win. */
export function loadEnvironmentFile(folder: string = process.cwd()): void {
  const file = join(folder, '.env');
  if (existsSync(file)) process.loadEnvFile(file);
}

/** For entry points: the configuration of this process, or its refusal on stderr and the end with code 1. */
export function configOrExit(): Config {
  try {
    loadEnvironmentFile();
    return loadConfig(process.env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}

/**
 * The service's API key: the preset one, else `<dataDir>/api-key` (mode 0600), generated with 256 random bits at the first start.
 * Two processes may start at once: the first to create the file wins.
 */
export function loadApiKey(config: Pick<Config, 'apiKey' | 'dataDir'>): { key: string; created: boolean } {
  if (config.apiKey !== null) return { key: config.apiKey, created: false };
  const file = join(config.dataDir, 'api-key');
  mkdirSync(config.dataDir, { recursive: true });
  try {
    const key = `ty_${randomBytes(32).toString('base64url')}`;
    writeFileSync(file, `${key}\n`, { mode: 0o600, flag: 'wx' });
    return { key, created: true };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw new ConfigError(`DATA_DIR: ${file} cannot be written (${(error as Error).message}); use ${VARIABLES.DATA_DIR}`);
  }
  const key = readFileSync(file, 'utf8').trim();
  if (key.length < 16) throw new ConfigError(`DATA_DIR: ${file} holds no key; delete that file to have a new one generated`);
  return { key, created: false };
}

function refusal(name: keyof typeof VARIABLES, value: string | undefined, reason: string): ConfigError {
  const shown = name === 'TRAINYARD_API_KEY' ? 'the value' : `"${value}"`;
  return new ConfigError(`${name}: ${shown} ${reason}; use ${VARIABLES[name]}`);
}

function datasetsFolder(value: string | undefined, base: string): string | null {
  if (value === undefined) return null;
  const folder = resolve(base, value);
  if (!existsSync(folder)) throw refusal('DATASETS_DIR', value, 'does not exist');
  return folder;
}

function redisAddress(value: string | undefined): string | null {
  if (value === undefined) return null;
  try {
    redisOptions(value);
    return value;
  } catch (error) {
    throw new ConfigError((error as Error).message);
  }
}

function storeAddress(value: string): string {
  if (value.startsWith('s3:')) {
    const place = parseS3Location(value);
    if ('reason' in place) throw refusal('STORE_URL', value.replace(/\/\/.*@/, '//…@'), place.reason);
    return value;
  }
  if (!value.startsWith('file:')) throw refusal('STORE_URL', value, 'is no file: or s3: address');
  try {
    if (isAbsolute(fileURLToPath(value))) return value;
  } catch {
    // said below
  }
  throw refusal('STORE_URL', value, 'names no absolute folder');
}
