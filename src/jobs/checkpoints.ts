/** Checkpoints of a job in the store: `jobs/<id>/checkpoints/<step>.ckpt`, the step padded so that names sort. */
import { createHash } from 'node:crypto';
import { TrainyardError } from '../engine/index.ts';
import type { Store } from '../models/index.ts';

const folder = (id: string): string => `jobs/${id}/checkpoints`;

export async function saveCheckpoint(store: Store, id: string, { step, bytes, keepLast }: { step: number; bytes: Uint8Array; keepLast: number }): Promise<string> {
  await store.put(`${folder(id)}/${String(step).padStart(12, '0')}.ckpt`, bytes);
  const names = await store.list(folder(id));
  for (const name of names.slice(0, -keepLast)) await store.remove(`${folder(id)}/${name}`);
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

/**
 * The newest checkpoint that `open` accepts; a damaged one gives way to the one before it. Without any, what `open` makes of nothing.
 * `skipped` is told about each that could not be used.
 */
export async function openNewest<T>(store: Store, id: string, open: (bytes: Uint8Array | undefined) => T, skipped: (reason: string) => void): Promise<T> {
  for (const name of (await store.list(folder(id))).toReversed()) {
    try {
      return open(await store.get(`${folder(id)}/${name}`));
    } catch (error) {
      if (!(error instanceof TrainyardError && error.code === 'checkpoint-corrupt')) throw error;
      skipped(`${name}: ${error.message}`);
    }
  }
  return open(undefined);
}
