import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface RedisBinary {
  command: string;
  /** Added to the child's environment: the unpacked libraries. */
  env: Record<string, string>;
}

export interface FindRedisOptions {
  /** Where an unpacked copy is kept. */
  cacheDir: string;
  /** False refuses to fetch packages (`TRAINYARD_NO_DOWNLOAD=1`). */
  download: boolean;
  log(message: string): void;
}

/** The sentence every refusal ends with. */
export const REDIS_CURE = 'install redis-server, or set REDIS_URL=redis://host:6379, or run `docker compose up`';

interface Package {
  name: string;
  host: string;
  bytes: number;
}

/** The copy an earlier start unpacked under `cacheDir`, or null. */
export function unpackedBinary(cacheDir: string): RedisBinary | null {
  const root = join(cacheDir, 'root');
  const command = join(root, 'usr', 'bin', 'redis-server');
  return existsSync(command) ? { command, env: { LD_LIBRARY_PATH: libraryFolders(root) } } : null;
}

/**
 * Fetches the distribution's redis-server and the libraries missing here, and unpacks them under `cacheDir`, without root.
 * apt keeps its lists and archives in private folders and verifies the distribution's signatures as always.
 * Two processes may race for the same folder: each unpacks beside it, the first rename wins.
 */
export async function unpackRedis({ cacheDir, log }: FindRedisOptions): Promise<RedisBinary> {
  await mkdir(cacheDir, { recursive: true });
  const work = await mkdtemp(join(cacheDir, 'unpack-'));
  try {
    for (const folder of ['lists/partial', 'cache/archives/partial', 'debs', 'root']) await mkdir(join(work, folder), { recursive: true });
    log('redis-server is not installed: asking the distribution for its package (apt lists, about 10 MB, into a private folder)');
    await apt(work, ['update']);
    const packages = await missingPackages(work);
    const hosts = [...new Set(packages.map((each) => each.host))].join(', ');
    const size = (packages.reduce((sum, each) => sum + each.bytes, 0) / 1e6).toFixed(1);
    log(`fetching ${packages.map((each) => each.name).join(', ')} (${size} MB) from ${hosts}, unpacking into ${cacheDir}; no root, nothing installed`);
    await apt(work, ['download', ...packages.map((each) => each.name)]);
    for (const file of await readdir(join(work, 'debs'))) await run('dpkg', ['-x', join(work, 'debs', file), join(work, 'root')]);
    await rename(join(work, 'root'), join(cacheDir, 'root')).catch((error: unknown) => {
      if (!unpackedBinary(cacheDir)) throw error;
    });
  } catch (error) {
    throw new Error(`redis-server could not be fetched (${firstLine(error)}): ${REDIS_CURE}`, { cause: error });
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  const binary = unpackedBinary(cacheDir);
  if (!binary) throw new Error(`the distribution's package holds no usr/bin/redis-server: ${REDIS_CURE}`);
  return binary;
}

async function missingPackages(work: string): Promise<Package[]> {
  const plan = await apt(work, ['install', '--print-uris', '-y', '--no-install-recommends', 'redis-server']);
  const packages = [...plan.matchAll(/^'(\S+)' ([^_\s]+)_\S+ (\d+)/gm)].map(([, uri, name, bytes]) => ({ name, host: hostOf(uri), bytes: Number(bytes) }));
  if (packages.length === 0) throw new Error('apt-get names no package for redis-server');
  return packages;
}

async function apt(work: string, command: string[]): Promise<string> {
  const options = [`Dir::State::lists=${work}/lists`, `Dir::Cache=${work}/cache`, 'APT::Get::List-Cleanup=false', 'Acquire::Retries=2'];
  // root would otherwise fetch as the user _apt, who cannot write into a private folder
  if (process.getuid?.() === 0) options.push('APT::Sandbox::User=root');
  const { stdout } = await run('apt-get', [...options.flatMap((option) => ['-o', option]), ...command], {
    cwd: join(work, 'debs'),
    env: { ...process.env, LC_ALL: 'C', DEBIAN_FRONTEND: 'noninteractive' },
    maxBuffer: 1 << 24,
    timeout: 120_000,
  });
  return stdout;
}

function libraryFolders(root: string): string {
  const folders: string[] = [];
  for (const base of [join(root, 'usr', 'lib'), join(root, 'lib')]) {
    if (!existsSync(base)) continue;
    folders.push(base);
    for (const entry of readdirSync(base, { withFileTypes: true })) if (entry.isDirectory()) folders.push(join(base, entry.name));
  }
  return folders.join(':');
}

function hostOf(uri: string): string {
  return URL.canParse(uri) ? new URL(uri).host || uri : uri;
}

function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split('\n').find((line) => line.startsWith('E:')) ?? text.split('\n')[0];
}
