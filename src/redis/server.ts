import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { lstat, mkdir, open, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findRedis, onPath } from './binary.ts';
import { ping } from './ping.ts';
import type { RedisBinary } from './unpack.ts';

export interface StartRedisOptions {
  /** The service's folder: data goes to `<dataDir>/redis`. */
  dataDir: string;
  log(message: string): void;
  /** Where an unpacked redis-server is kept; `<dataDir>/cache/redis` when not given. */
  cacheDir?: string;
  /** False refuses to fetch packages; follows `TRAINYARD_NO_DOWNLOAD` when not given. */
  download?: boolean;
}

export interface RedisServer {
  /** `unix:///…/redis.sock`, see `redisOptions`. */
  url: string;
  pid: number;
  /** Settles when the server has ended, for whatever reason. */
  exited: Promise<void>;
  stop(): Promise<void>;
}

const START_TIMEOUT_MS = 20_000;
// sockaddr_un holds 108 bytes on Linux and 104 elsewhere, the closing zero included
const LONGEST_SOCKET_PATH = 100;

/**
 * Starts a private redis-server on a unix socket, append-only with every write on disk before its answer, and waits until it answers.
 * It dies with this process, even when this process is killed with -9.
 * @throws Error in one line: not installable, folder in use by another Redis, or the last words of a server that did not start.
 */
export async function startRedis(options: StartRedisOptions): Promise<RedisServer> {
  const folder = resolve(options.dataDir, 'redis');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const binary = await findRedis({
    cacheDir: options.cacheDir ?? resolve(options.dataDir, 'cache', 'redis'),
    download: options.download ?? process.env.TRAINYARD_NO_DOWNLOAD !== '1',
    log: options.log,
  });
  await waitForPredecessor(folder);
  const socket = await socketPath(folder);
  await rm(socket, { force: true });
  const child = await spawnRedis(binary, folder, socket);
  const exited = new Promise<void>((settle) => {
    child.once('exit', () => settle());
    child.once('error', () => settle());
  });
  await waitUntilReady(child, socket, folder);
  await writeFile(join(folder, 'redis.pid'), String(child.pid));
  return { url: `unix://${encodeURI(socket)}`, pid: child.pid!, exited, stop: () => stop(child, exited) };
}

async function spawnRedis(binary: RedisBinary, folder: string, socket: string): Promise<ChildProcess> {
  const server = [
    binary.command, '--port', '0', '--unixsocket', socket, '--unixsocketperm', '700', '--dir', folder, '--appendonly', 'yes',
    '--appendfsync', 'always', '--save', '', '--maxmemory-policy', 'noeviction',
  ];
  const logFile = await open(join(folder, 'redis.log'), 'w', 0o600);
  try {
    const setpriv = onPath('setpriv');
    const [command, ...rest] = setpriv ? [setpriv, '--pdeathsig', 'TERM', '--', ...server] : ['sh', '-c', WATCHED, 'sh', ...server];
    return spawn(command, rest, {
      // its own process group: Ctrl-C reaches the launcher only, which stops Redis last
      detached: true,
      env: { ...process.env, ...binary.env },
      stdio: [setpriv ? 'ignore' : 'pipe', logFile.fd, logFile.fd],
    });
  } finally {
    await logFile.close();
  }
}

// Without setpriv: a subshell holds our end of a pipe and ends the server when the pipe breaks. $$ is the server after exec.
const WATCHED = 'exec 3<&0; { cat <&3 >/dev/null; kill -TERM $$; } & exec "$@" 3<&- </dev/null';

async function waitUntilReady(child: ChildProcess, socket: string, folder: string): Promise<void> {
  let failure: string | null = null;
  child.once('error', (error) => (failure = error.message));
  child.once('exit', (code, signal) => (failure ??= `ended with ${signal ?? `code ${code}`}`));
  for (let waited = 0; waited < START_TIMEOUT_MS; waited += 10) {
    if (failure !== null) throw new Error(`redis-server did not start: ${failure}; ${await lastWords(folder)}`);
    if (await ping({ path: socket })) return;
    await sleep(10);
  }
  child.kill('SIGKILL');
  throw new Error(`redis-server did not answer within ${START_TIMEOUT_MS / 1000} s; ${await lastWords(folder)}`);
}

async function lastWords(folder: string): Promise<string> {
  const log = await readFile(join(folder, 'redis.log'), 'utf8').catch(() => '');
  return `its log (${join(folder, 'redis.log')}) ends: ${log.trim().split('\n').slice(-2).join(' / ')}`;
}

/** A launcher that was killed leaves a Redis that is about to end; two on one append-only file would ruin it. */
async function waitForPredecessor(folder: string): Promise<void> {
  for (let attempt = 0; attempt < 60; attempt++) {
    const pid = await runningPredecessor(folder);
    if (pid === null) return;
    if (attempt === 59) throw new Error(`${folder} is in use by another Trainyard (its redis-server has pid ${pid}): stop that one, or set DATA_DIR to another folder`);
    await sleep(50);
  }
}

async function runningPredecessor(folder: string): Promise<number | null> {
  const pid = Number(await readFile(join(folder, 'redis.pid'), 'utf8').catch(() => ''));
  if (!(pid > 0)) return null;
  if (process.platform !== 'linux') return (await ping({ path: await socketPath(folder) })) ? pid : null;
  const commandLine = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  return commandLine.includes('redis-server') ? pid : null;
}

/** In the data folder where the path is short enough, else in a folder of ours under the temporary one, the same at every start. */
async function socketPath(folder: string): Promise<string> {
  const direct = join(folder, 'redis.sock');
  if (Buffer.byteLength(direct) <= LONGEST_SOCKET_PATH) return direct;
  const key = createHash('sha256').update(folder).digest('hex').slice(0, 12);
  const short = join(tmpdir(), `trainyard-${process.getuid?.() ?? 0}-${key}`);
  await mkdir(short, { recursive: true, mode: 0o700 });
  const status = await lstat(short);
  if (!status.isDirectory() || status.uid !== (process.getuid?.() ?? status.uid)) throw new Error(`${short} belongs to somebody else: set DATA_DIR to a shorter path`);
  return join(short, 'redis.sock');
}

async function stop(child: ChildProcess, exited: Promise<void>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await exited;
  clearTimeout(timer);
}
