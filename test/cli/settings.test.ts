import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { EXIT, EXIT_MEANINGS } from '../../src/cli/exit-codes.ts';
import { CliError } from '../../src/cli/failures.ts';
import { findSettings, readEnvironment } from '../../src/cli/settings.ts';
import { deadAddress } from '../client/support.ts';
import { commandLine } from './support.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ty-settings-'));
  mkdirSync(join(folder, 'data'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const put = (name: string, text: string) => writeFileSync(join(folder, name), text);
const find = (env: Record<string, string> = {}, url?: string) => findSettings({ TRAINYARD_CONFIG: join(folder, 'config.json'), ...env }, folder, url);

describe('address and key', () => {
  test('are those of this machine where nothing else is said', () => {
    expect(find()).toMatchObject({ url: 'http://127.0.0.1:8080', apiKey: undefined, from: { url: 'the default' } });
    put('data/address', 'http://127.0.0.1:8081\n');
    put('data/api-key', 'ty_local\n');
    expect(find()).toMatchObject({ url: 'http://127.0.0.1:8081', apiKey: 'ty_local', from: { apiKey: join(folder, 'data/api-key') } });
  });

  test('come from the config file before that, and from the environment before both', () => {
    put('data/api-key', 'ty_local');
    put('config.json', '{"url": "https://there.example", "apiKey": "ty_there"}');
    expect(find()).toMatchObject({ url: 'https://there.example', apiKey: 'ty_there' });
    expect(find({ TRAINYARD_URL: 'https://else.example', TRAINYARD_API_KEY: 'ty_else' })).toMatchObject({ url: 'https://else.example', apiKey: 'ty_else' });
    expect(find({ TRAINYARD_URL: 'https://else.example' }, 'http://127.0.0.1:1').url).toBe('http://127.0.0.1:1');
  });

  test('never meet where the key is not meant for the address', () => {
    put('data/api-key', 'ty_local');
    expect(find({ TRAINYARD_URL: 'https://there.example' }).apiKey).toBeUndefined();
    put('config.json', '{"url": "https://there.example", "apiKey": "ty_there"}');
    expect(find({ TRAINYARD_URL: 'https://else.example' }).apiKey).toBeUndefined();
    expect(find({}, 'http://localhost:8080').apiKey).toBe('ty_local');
    put('config.json', '{"apiKey": "ty_any"}');
    expect(find({ TRAINYARD_URL: 'https://else.example' }).apiKey).toBe('ty_any');
  });

  test.each([['{', /config\.json: .*JSON/], ['[]', /no JSON object/], ['{"adress": "x"}', /"adress" is unknown/], ['{"url": "there"}', /"url" is no address/], ['{"apiKey": 1}', /"apiKey" is no string/]])('a config file that cannot be meant is refused by name: %s', (text, message) => {
    put('config.json', text);
    expect(() => find()).toThrow(message);
    expect(() => find()).toThrow(CliError);
  });

  test('an address that is none is refused by where it stands', () => {
    expect(() => find({ TRAINYARD_URL: '127.0.0.1:8080' })).toThrow(/^TRAINYARD_URL: "127.0.0.1:8080" is no address/);
  });

  test('.env is read as the service reads it', () => {
    put('.env', 'DATA_DIR=elsewhere\nTRAINYARD_URL=http://127.0.0.1:9\n');
    expect(readEnvironment(folder, { TRAINYARD_URL: 'http://127.0.0.1:8' })).toEqual({ DATA_DIR: 'elsewhere', TRAINYARD_URL: 'http://127.0.0.1:8' });
  });
});

test('a service that does not answer is code 3, and the fix is said', async () => {
  const url = await deadAddress();
  const { code, stderr } = await commandLine(folder, { TRAINYARD_URL: url })(['jobs']);
  expect(code).toBe(3);
  expect(stderr).toBe(`trainyard: The service at ${url} does not answer (ECONNREFUSED).\n  Start it with "trainyard up", or say where it is with TRAINYARD_URL (this address came from TRAINYARD_URL); "trainyard doctor" looks closer.\n`);
});

test('docs/cli.md has every exit code and every command', async () => {
  const text = readFileSync(new URL('../../docs/cli.md', import.meta.url), 'utf8');
  for (const [name, code] of Object.entries(EXIT)) expect(text).toContain(`| ${code} | ${EXIT_MEANINGS[name as keyof typeof EXIT]} |`);
  const { stdout } = await commandLine(folder, {})(['--help']);
  const commands = [...stdout.matchAll(/^ {2}(\w+) .*(?:\[options\]|<)/gm)].map(([, name]) => name);
  expect(commands.length).toBeGreaterThan(20);
  for (const name of commands) expect(text, name).toContain(`\`${name}`);
});
