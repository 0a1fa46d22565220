import { createHash } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pid } from 'node:process';
import type { ReadableStream } from 'node:stream/web';
import { threadId } from 'node:worker_threads';

/** A file known beforehand, to the last byte. */
export interface PinnedFile {
  name: string;
  bytes: number;
  sha256: string;
}

/** Milliseconds until the first byte of an answer, and between two pieces of it. */
export interface Patience {
  connect: number;
  stall: number;
}

const PATIENCE: Patience = { connect: 8_000, stall: 15_000 };
let temporaries = 0;

/** Fetches `<mirror><name>` into `target`: checked, then renamed into place, so that half a file is never seen. Throws in words. */
export async function download(mirror: string, file: PinnedFile, target: string, patience: Patience = PATIENCE): Promise<void> {
  await mkdir(dirname(target), { recursive: true });
  const temporary = `${target}.${pid}-${threadId}-${temporaries++}.part`;
  const controller = new AbortController();
  let timer = setTimeout(() => controller.abort(new Error('no answer in time')), patience.connect);
  try {
    const response = await fetch(new URL(file.name, mirror), { signal: controller.signal, redirect: 'follow' });
    if (!response.ok || response.body === null) throw new Error(`HTTP ${response.status}`);
    const extend = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => controller.abort(new Error('stopped sending')), patience.stall);
    };
    await receive(response.body as ReadableStream<Uint8Array>, file, { temporary, extend });
    await rename(temporary, target);
  } finally {
    clearTimeout(timer);
    controller.abort();
    await rm(temporary, { force: true });
  }
}

async function receive(body: ReadableStream<Uint8Array>, file: PinnedFile, to: { temporary: string; extend: () => void }): Promise<void> {
  const hash = createHash('sha256');
  let received = 0;
  await using handle = await open(to.temporary, 'w');
  for await (const piece of body) {
    to.extend();
    received += piece.length;
    if (received > file.bytes) throw new Error(`more than the expected ${file.bytes} bytes`);
    hash.update(piece);
    await handle.writeFile(piece);
  }
  if (received !== file.bytes) throw new Error(`${received} of ${file.bytes} bytes`);
  if (hash.digest('hex') !== file.sha256) throw new Error('wrong SHA-256');
  await handle.sync();
}
