/** Checkpoints of a job in the store: `jobs/<id>/checkpoints/<step>.ckpt`, the step padded so that names sort. */
import { createHash } from 'node:crypto';
import { type Metrics, TrainyardError } from '../engine/index.ts';
import type { Store } from '../models/index.ts';
import type { JobEvent } from './job.ts';

/** Steps of the checkpoints that there are, in order. */
export async function checkpointSteps(store: Store, id: string): Promise<number[]> {
  return (await store.list(folder(id))).filter((name) => name.endsWith('.ckpt')).map((name) => Number.parseInt(name, 10));
}

export interface CheckpointEntry {
  step: number;
  bytes: number | null;
  sha256: string | null;
  metrics: Metrics;
}

/** What the log says of the checkpoints that are kept; of one that was taken over from another job it says nothing. */
export function describeCheckpoints(steps: readonly number[], events: readonly JobEvent[]): CheckpointEntry[] {
  const logged = new Map(events.filter(({ type }) => type === 'checkpoint').map(({ step, data }) => [step, data as { bytes: number; sha256: string; metrics: Metrics }]));
  return steps.map((step) => ({ step, bytes: logged.get(step)?.bytes ?? null, sha256: logged.get(step)?.sha256 ?? null, metrics: logged.get(step)?.metrics ?? {} }));
}

/** A checkpoint of one job becomes the first of another. */
export async function copyCheckpoint(store: Store, { from, to, step }: { from: string; to: string; step: number }): Promise<void> {
  await store.put(keyOf(to, step), await store.get(keyOf(from, step)));
}

export const readCheckpoint = (store: Store, id: string, step: number): Promise<Uint8Array> => store.get(keyOf(id, step));

const folder = (id: string): string => `jobs/${id}/checkpoints`;

const keyOf = (id: string, step: number): string => `${folder(id)}/${String(step).padStart(12, '0')}.ckpt`;

export async function saveCheckpoint(store: Store, id: string, { step, bytes, keepLast }: { step: number; bytes: Uint8Array; keepLast: number }): Promise<string> {
  await store.put(keyOf(id, step), bytes);
  const names = await store.list(folder(id));
  for (const name of names.slice(0, -keepLast)) await store.remove(`${folder(id)}/${name}`);
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

/** Removes all but the last; false where there were no others. */
export async function trimCheckpoints(store: Store, id: string): Promise<boolean> {
  const older = (await store.list(folder(id))).slice(0, -1);
  for (const name of older) await store.remove(`${folder(id)}/${name}`);
  return older.length > 0;
}

/**
 * The newest checkpoint that `open` accepts; a damaged one gives way to the one before it. Without any, what `open` makes of nothing.
 * `skipped` is told about each that could not be used.
 */
export async function openNewest<T>(store: Store, id: string, open: (bytes: Uint8Array | undefined, step: number) => T, skipped: (reason: string) => void): Promise<T> {
  for (const name of (await store.list(folder(id))).toReversed()) {
    try {
      return open(await store.get(`${folder(id)}/${name}`), Number.parseInt(name, 10));
    } catch (error) {
      if (!(error instanceof TrainyardError && (error.code === 'checkpoint-corrupt' || error.code === 'store-corrupt'))) throw error;
      skipped(`${name}: ${error.message}`);
    }
  }
  return open(undefined, 0);
}
