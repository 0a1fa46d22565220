/** The files of a version. Of a deleted one the folder stays, with a note in it, so that no store gives its number away again. */
import { createHash } from 'node:crypto';
import { type NamedTensor, TrainyardError } from '../engine/index.ts';
import type { ModelVersion } from './model.ts';
import type { Author } from './model-state.ts';
import { decodeSafetensors } from './safetensors.ts';
import type { Store } from './store.ts';

export const sha256 = (bytes: Uint8Array): string => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

const RECORD = 'model.json';
const WEIGHTS = 'weights.safetensors';
const NOTE = 'deleted.json';

const folderOf = (name: string, version: number): string => `models/${name}/${version}`;

/** Of every version that was ever there, in order. */
export async function takenNumbers(store: Store, name: string): Promise<number[]> {
  return (await store.list(`models/${name}`)).filter((each) => /^[1-9]\d{0,8}$/.test(each)).map(Number).sort((a, b) => a - b);
}

/** False where somebody else took that number. */
export async function publishVersion(store: Store, record: ModelVersion, weights: Uint8Array): Promise<boolean> {
  try {
    await store.publish(folderOf(record.model, record.version), new Map<string, Uint8Array | string>([[RECORD, JSON.stringify(record, null, 2)], [WEIGHTS, weights]]));
    return true;
  } catch (error) {
    if (error instanceof TrainyardError && error.code === 'already-exists') return false;
    throw error;
  }
}

/** Null where it was deleted in the meantime. */
export async function readVersion(store: Store, name: string, version: number): Promise<ModelVersion | null> {
  const key = `${folderOf(name, version)}/${RECORD}`;
  try {
    return JSON.parse(new TextDecoder().decode(await store.get(key))) as ModelVersion;
  } catch (error) {
    if (error instanceof TrainyardError && error.code === 'not-found') return null;
    if (!(error instanceof SyntaxError)) throw error;
    throw new TrainyardError('store-corrupt', `${key} is not what was published`, { hint: 'restore the store from a backup, or train the model again', cause: error });
  }
}

/** As they lie in the store. */
export const readWeightBytes = (store: Store, { model, version }: ModelVersion): Promise<Uint8Array> => store.get(`${folderOf(model, version)}/${WEIGHTS}`);

/** Holds its thread up: tens of milliseconds for many megabytes. Throws 'store-corrupt' when the bytes are not those that were published. */
export function openWeights(bytes: Uint8Array, { model, version, weightsSha256 }: Pick<ModelVersion, 'model' | 'version' | 'weightsSha256'>): NamedTensor[] {
  if (sha256(bytes) !== weightsSha256) throw new TrainyardError('store-corrupt', `the weights of ${model} version ${version} are not those that were published`, { hint: 'restore the store from a backup, or train the model again' });
  return decodeSafetensors(bytes);
}

/** May be repeated after a process was killed on the way. */
export async function removeVersion(store: Store, { name, version, author }: { name: string; version: number; author: Author }): Promise<void> {
  const folder = folderOf(name, version);
  if (!(await store.has(`${folder}/${RECORD}`))) return;
  await store.put(`${folder}/${NOTE}`, JSON.stringify({ schemaVersion: 1, deletedAt: author.at, by: { keyId: author.keyId, name: author.name } })); // first: the folder is never empty
  await store.remove(`${folder}/${WEIGHTS}`);
  await store.remove(`${folder}/${RECORD}`);
}
