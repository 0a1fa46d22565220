/** A client for the service of this folder: TRAINYARD_URL and TRAINYARD_API_KEY, else the default address and data/api-key. The documents' examples import it. */
import { readFileSync } from 'node:fs';
import { createClient } from '../src/client/index.ts';

export const client = createClient({
  baseUrl: process.env.TRAINYARD_URL ?? 'http://127.0.0.1:8080',
  apiKey: process.env.TRAINYARD_API_KEY ?? readFileSync('data/api-key', 'utf8').trim(),
});
