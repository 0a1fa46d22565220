/** Where the service is, and the key for it. */
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { CliError } from './failures.ts';

export type Environment = Record<string, string | undefined>;

export interface Settings {
  url: string;
  apiKey: string | undefined;
  /** where each came from, in words */
  from: { url: string; apiKey: string };
}

const DEFAULT_URL = 'http://127.0.0.1:8080';
const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;
const MEMBERS = ['url', 'apiKey'];

/** The variables of this process, and those of a file `.env` in the working folder, as the service reads them. */
export function readEnvironment(folder: string, env: Environment): Environment {
  const file = join(folder, '.env');
  return existsSync(file) ? { ...parseEnv(readFileSync(file, 'utf8')), ...env } : env;
}

export function configFile(env: Environment): string {
  return env.TRAINYARD_CONFIG || join(env.XDG_CONFIG_HOME || join(homedir(), '.config'), 'trainyard', 'config.json');
}

/**
 * The address: `--url`, TRAINYARD_URL, the config file, what the launcher wrote into the data folder, the default.
 * The key: TRAINYARD_API_KEY, the config file (for its own address only), `api-key` in the data folder (for this machine only): a key is
 * never sent to a place it is not meant for.
 * @throws CliError for a config file or an address that cannot be read.
 */
export function findSettings(env: Environment, folder: string, urlOption: string | undefined): Settings {
  const dataDir = resolve(folder, env.DATA_DIR || 'data');
  const config = readConfig(configFile(env));
  const [url, from] = firstOf([
    [urlOption, '--url'],
    [env.TRAINYARD_URL, 'TRAINYARD_URL'],
    [config.url, configFile(env)],
    [readLine(join(dataDir, 'address')), join(dataDir, 'address')],
  ]) ?? [DEFAULT_URL, 'the default'];
  if (!/^https?:$/.test(URL.canParse(url) ? new URL(url).protocol : '')) throw new CliError(`${from}: "${url}" is no address.`, 'Say one such as http://127.0.0.1:8080.');
  const { origin, hostname } = new URL(url);
  const [apiKey, keyFrom] = firstOf([
    [env.TRAINYARD_API_KEY, 'TRAINYARD_API_KEY'],
    [config.url === undefined || new URL(config.url).origin === origin ? config.apiKey : undefined, configFile(env)],
    [LOOPBACK.test(hostname) ? readLine(join(dataDir, 'api-key')) : undefined, join(dataDir, 'api-key')],
  ]) ?? [undefined, `nowhere: neither TRAINYARD_API_KEY nor ${configFile(env)} nor ${join(dataDir, 'api-key')} has one${LOOPBACK.test(hostname) ? '' : ' for that address'}`];
  return { url, apiKey, from: { url: from, apiKey: keyFrom } };
}

const firstOf = (candidates: [string | undefined, string][]): [string, string] | undefined =>
  candidates.find((candidate): candidate is [string, string] => candidate[0] !== undefined && candidate[0] !== '');

function readLine(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return undefined;
  }
}

function readConfig(file: string): { url?: string; apiKey?: string } {
  const text = readLine(file);
  if (text === undefined) return {};
  const fix = 'It holds JSON such as {"url": "http://127.0.0.1:8080", "apiKey": "ty_..."}.';
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new CliError(`${file}: ${(error as Error).message}.`, fix);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new CliError(`${file}: is no JSON object.`, fix);
  for (const [member, given] of Object.entries(value)) {
    if (!MEMBERS.includes(member)) throw new CliError(`${file}: "${member}" is unknown.`, `It may hold ${MEMBERS.join(' and ')}.`);
    if (typeof given !== 'string' || (member === 'url' && !URL.canParse(given))) throw new CliError(`${file}: "${member}" is ${member === 'url' ? 'no address' : 'no string'}.`, fix);
  }
  return value;
}
