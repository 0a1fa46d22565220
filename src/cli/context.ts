import { createClient } from '../client/index.ts';
import type { Client } from '../client/index.ts';
import type { Input } from './input.ts';
import type { Output } from './output.ts';
import { findSettings } from './settings.ts';
import type { Environment, Settings } from './settings.ts';

/** What every command is given. */
export interface Context {
  env: Environment;
  /** where the service keeps its data unless DATA_DIR says otherwise */
  folder: string;
  /** how the user calls this program, for hints */
  me: string;
  input: Input;
  output: Output;
  settings(): Settings;
  client(): Client;
}

export function createContext(given: Pick<Context, 'env' | 'folder' | 'me' | 'input' | 'output'> & { url: string | undefined }): Context {
  const { url, ...rest } = given;
  let settings: Settings | null = null;
  let client: Client | null = null;
  const found = () => (settings ??= findSettings(rest.env, rest.folder, url));
  return {
    ...rest,
    settings: found,
    client() {
      const { url: baseUrl, apiKey } = found();
      return (client ??= createClient({ baseUrl, ...(apiKey !== undefined && { apiKey }) }));
    },
  };
}

/** In the clone `npx trainyard` or `npm run cli --`; elsewhere its name. */
export function callOf(env: Environment): string {
  if (env.npm_lifecycle_event === 'cli') return 'npm run --silent cli --';
  return env.npm_lifecycle_event === 'npx' ? 'npx trainyard' : 'trainyard';
}
