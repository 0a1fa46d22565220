import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { TrainyardError } from '../../src/engine/index.ts';
import type { DatasetContext } from '../../src/datasets/index.ts';
import type { PinnedFile } from '../../src/datasets/download.ts';

export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'ty-data-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export async function context(changes: Partial<DatasetContext> = {}): Promise<DatasetContext> {
  return { datasetsDir: null, cacheDir: await temporaryFolder(), download: false, log: () => {}, ...changes };
}

/** Bytes of an IDX file; the header may lie. */
export function idx(dimensions: readonly number[], values: Uint8Array, magic = 0x0800 | dimensions.length): Uint8Array {
  const bytes = new Uint8Array(4 + 4 * dimensions.length + values.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, magic);
  dimensions.forEach((size, i) => view.setUint32(4 + 4 * i, size));
  bytes.set(values, 4 + 4 * dimensions.length);
  return bytes;
}

export function pinned(name: string, bytes: Uint8Array): PinnedFile {
  return { name, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
}

/** A real HTTP server as a mirror. `answer` gives the body, a status, or 'hang'; returns its address and the names it was asked for. */
export async function mirror(answer: (name: string) => Uint8Array | number | 'hang'): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const name = (request.url ?? '/').slice(1);
    asked.push(name);
    const found = answer(name);
    if (found === 'hang') return;
    if (typeof found === 'number') response.writeHead(found).end();
    else response.end(found);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, asked };
}

/** The TrainyardError that `action` ends with. */
export async function failure(action: () => unknown): Promise<TrainyardError> {
  try {
    await action();
  } catch (error) {
    if (error instanceof TrainyardError) return error;
    throw error;
  }
  throw new Error('expected a TrainyardError, but nothing was thrown');
}
