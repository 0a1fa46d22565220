/** Models: names with immutable versions from 1, each a folder of the store that appears whole. */
import { createHash } from 'node:crypto';
import { type LayerSpec, type Metrics, type NamedTensor, type Semantics, type Target, TrainyardError } from '../engine/index.ts';
import { decodeSafetensors, encodeSafetensors } from './safetensors.ts';
import type { Store } from './store.ts';

export interface ModelVersion {
  object: 'model.version';
  model: string;
  version: number;
  createdAt: string;
  jobId: string | null;
  specHash: string | null;
  dataHash: string | null;
  /** kernels that computed the weights */
  build: string;
  /** of the bytes of weights.safetensors */
  weightsSha256: string;
  /** presets expanded, defaults filled in */
  network: { layers: LayerSpec[] };
  inputShape: number[];
  /** labels in the order of the outputs */
  classes: string[];
  semantics: Semantics;
  loss: string;
  /** absent: labels */
  target?: Target;
  dataset: string | null;
  metrics: Metrics;
  parameterCount: number;
  /** weights from outside: what they came in; absent where a job trained them */
  imported?: { format: string; fileSha256: string };
}

/** A model by name, with what there is of it. */
export interface Model {
  object: 'model';
  name: string;
  latestVersion: number;
  versions: number[];
}

/** What a publisher knows; the registry adds version and hash. */
export interface ModelPublication extends Omit<ModelVersion, 'object' | 'version' | 'weightsSha256'> {
  weights: readonly NamedTensor[] | Uint8Array;
}

export interface ModelRegistry {
  /** The next free version. Publishing the same jobId again returns the version it already has. */
  publish(publication: ModelPublication): Promise<ModelVersion>;
  list(): Promise<Model[]>;
  /** Throws 'not-found'. */
  model(name: string): Promise<Model>;
  /** Oldest first. Throws 'not-found' for an unknown model. */
  versions(name: string): Promise<ModelVersion[]>;
  /** Throws 'not-found'. */
  get(name: string, version: number | 'latest'): Promise<ModelVersion>;
  /** Throws 'store-corrupt' when the bytes are not those that were published. */
  weights(name: string, version: number | 'latest'): Promise<NamedTensor[]>;
}

export const sha256 = (bytes: Uint8Array): string => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

const MODEL_NAME = /^[a-z0-9][a-z0-9._-]{0,63}$/;

export function openModelRegistry(store: Store): ModelRegistry {
  const folder = (name: string, version: number) => `models/${name}/${version}`;

  async function versionsOf(name: string): Promise<number[]> {
    if (!MODEL_NAME.test(name)) return [];
    const names = await store.list(`models/${name}`);
    return names.filter((each) => /^[1-9]\d{0,8}$/.test(each)).map(Number).sort((a, b) => a - b);
  }

  async function model(name: string): Promise<Model> {
    const versions = await versionsOf(name);
    if (versions.length === 0) throw new TrainyardError('not-found', `there is no model "${name}"`, { hint: 'GET /api/v1/models lists what there is; a job registers its model when it succeeds' });
    return { object: 'model', name, latestVersion: versions[versions.length - 1], versions };
  }

  async function get(name: string, version: number | 'latest'): Promise<ModelVersion> {
    const { versions, latestVersion } = await model(name);
    const wanted = version === 'latest' ? latestVersion : version;
    if (!versions.includes(wanted)) throw new TrainyardError('not-found', `model "${name}" has no version ${version}`, { hint: `it has ${versions.slice(-5).join(', ')}` });
    const key = `${folder(name, wanted)}/model.json`;
    try {
      return JSON.parse(new TextDecoder().decode(await store.get(key))) as ModelVersion;
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      throw new TrainyardError('store-corrupt', `${key} is not what was published`, { hint: 'restore the store from a backup, or train the model again', cause: error });
    }
  }

  return {
    async publish({ weights, ...description }) {
      const bytes = weights instanceof Uint8Array ? weights : encodeSafetensors(weights);
      if (!MODEL_NAME.test(description.model)) throw new TrainyardError('invalid-input', `"${description.model}" is no model name`, { hint: 'use lower-case letters, digits, ".", "_" and "-", at most 64' });
      for (;;) {
        const versions = await versionsOf(description.model);
        const known = publishedBy(description.jobId, await Promise.all(versions.map((version) => get(description.model, version))));
        if (known) return known;
        const version = (versions[versions.length - 1] ?? 0) + 1;
        const record: ModelVersion = { object: 'model.version', ...description, version, weightsSha256: sha256(bytes) };
        try {
          await store.publish(folder(description.model, version), new Map<string, Uint8Array | string>([['model.json', JSON.stringify(record, null, 2)], ['weights.safetensors', bytes]]));
          return record;
        } catch (error) {
          // somebody else took that number in the meantime: look again
          if (!(error instanceof TrainyardError && error.code === 'already-exists')) throw error;
        }
      }
    },

    async list() {
      const models: Model[] = [];
      for (const name of await store.list('models')) if ((await versionsOf(name)).length > 0) models.push(await model(name));
      return models;
    },

    model,
    get,

    async versions(name) {
      const { versions } = await model(name);
      return Promise.all(versions.map((version) => get(name, version)));
    },

    async weights(name, version) {
      const record = await get(name, version);
      const bytes = await store.get(`${folder(name, record.version)}/weights.safetensors`);
      if (sha256(bytes) !== record.weightsSha256) throw new TrainyardError('store-corrupt', `the weights of ${name} version ${record.version} are not those that were published`, { hint: 'restore the store from a backup, or train the model again' });
      return decodeSafetensors(bytes);
    },
  };
}

function publishedBy(jobId: string | null, versions: readonly ModelVersion[]): ModelVersion | undefined {
  return jobId === null ? undefined : versions.find((version) => version.jobId === jobId);
}
