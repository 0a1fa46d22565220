/**
 * Files that appear together. They lie where no key leads, `.published/<id>/<name>`; a manifest, `<prefix>/.manifest`, written last, shows them
 * all at once. Before the first byte a note, `.staging/<id>`, says which prefix they are meant for, so that what a killed process left is found.
 */
import { randomUUID } from 'node:crypto';
import { TrainyardError } from '../../engine/index.ts';
import { type Bucket, sha256Hex } from './bucket.ts';

const STAGING = '.staging/';
const DAY_MS = 86_400_000;
const MANIFEST = '/.manifest';

export interface PublishedFile {
  name: string;
  bytes: number;
  sha256: string;
}

export interface Manifest {
  schemaVersion: 1;
  id: string;
  files: PublishedFile[];
}

const manifestOf = (prefix: string): string => prefix + MANIFEST;
const noteOf = (id: string): string => STAGING + id;
export const dataOf = (id: string, name: string): string => `.published/${id}/${name}`;

/** The prefix that such a key publishes; null for any other key. */
export const publishedPrefix = (key: string): string | null => (key.endsWith(MANIFEST) ? key.slice(0, -MANIFEST.length) : null);

export async function readManifest(bucket: Bucket, prefix: string): Promise<Manifest | null> {
  const bytes = await bucket.get(manifestOf(prefix));
  return bytes && (JSON.parse(new TextDecoder().decode(bytes)) as Manifest);
}

export const writeManifest = (bucket: Bucket, prefix: string, manifest: Manifest): Promise<void> => bucket.put(manifestOf(prefix), JSON.stringify(manifest));

/** False, and nothing left behind, where another publication of that prefix came first. */
export async function publish(bucket: Bucket, prefix: string, files: ReadonlyMap<string, Uint8Array | string>): Promise<boolean> {
  const manifest: Manifest = { schemaVersion: 1, id: randomUUID(), files: [] };
  try {
    await bucket.put(noteOf(manifest.id), JSON.stringify({ prefix }));
    for (const [name, content] of files) {
      const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
      await bucket.put(dataOf(manifest.id, name), bytes);
      manifest.files.push({ name, bytes: bytes.byteLength, sha256: sha256Hex(bytes) });
    }
  } catch (error) {
    await discard(bucket, manifest.id).catch(() => {}); // else at an opening a day later
    throw error;
  }
  // From here a failure leaves the files to the sweep: the manifest may have been written though no answer came.
  await bucket.create(manifestOf(prefix), JSON.stringify(manifest));
  // A refusal can be the echo of a first attempt that did succeed, and a server without conditional writes refuses nobody: what is there now decides.
  const won = (await readManifest(bucket, prefix))?.id === manifest.id;
  if (won) await bucket.delete([noteOf(manifest.id)]);
  else await discard(bucket, manifest.id);
  return won;
}

/** Out of sight at once, then deleted. */
export async function withdraw(bucket: Bucket, prefix: string): Promise<void> {
  const manifest = await readManifest(bucket, prefix);
  if (!manifest) return;
  await bucket.put(noteOf(manifest.id), JSON.stringify({ prefix }));
  await bucket.delete([manifestOf(prefix)]);
  await discard(bucket, manifest.id);
}

async function discard(bucket: Bucket, id: string): Promise<void> {
  const data = await bucket.entries(dataOf(id, ''));
  await bucket.delete(data.map(({ key }) => key));
  await bucket.delete([noteOf(id)]);
}

/** The store's own clock is the newest note: whatever is a day older belongs to no living process. Also shows at the start that the store can be written. */
export async function sweep(bucket: Bucket): Promise<void> {
  const mine = noteOf(randomUUID());
  await bucket.put(mine, '{}');
  const notes = await bucket.entries(STAGING);
  const now = notes.find(({ key }) => key === mine)?.modifiedMs ?? 0;
  for (const { key, modifiedMs } of notes) if (modifiedMs < now - DAY_MS) await settle(bucket, key.slice(STAGING.length));
  await bucket.delete([mine]);
  await bucket.abortUploads(now - DAY_MS);
}

async function settle(bucket: Bucket, id: string): Promise<void> {
  const bytes = await bucket.get(noteOf(id));
  if (!bytes) return;
  const { prefix } = JSON.parse(new TextDecoder().decode(bytes)) as { prefix?: string };
  const shown = prefix !== undefined && (await readManifest(bucket, prefix))?.id === id;
  if (shown) await bucket.delete([noteOf(id)]);
  else await discard(bucket, id);
}

export const taken = (prefix: string): TrainyardError => new TrainyardError('already-exists', `the store already holds ${prefix}`, { hint: 'published artifacts never change; use another name or version' });
