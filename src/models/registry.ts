/** Models in a store: `models/<name>/<version>`, folders that appear whole and never change, and `models/<name>/state`, what may change, in editions. */
import { TrainyardError } from '../engine/index.ts';
import { codeVersion } from './code-version.ts';
import { changeEdition, readEdition } from './editions.ts';
import type { Model, ModelPublication, ModelRegistry, ModelVersion, VersionReference } from './model.ts';
import { aliasesOf, aliasOf, applyChange, type Author, EMPTY_STATE, LATEST, type ModelChange, type ModelState, noteReproduction, noVersion } from './model-state.ts';
import { encodeSafetensors } from './safetensors.ts';
import type { Store } from './store.ts';
import { openWeights, publishVersion, readVersion, readWeightBytes, removeVersion, sha256, takenNumbers } from './version-files.ts';

const MODEL_NAME = /^[a-z0-9][a-z0-9._-]{0,63}$/;
const ATTEMPTS = 5;

const stateOf = (name: string): string => `models/${name}/state`;

interface Look {
  state: ModelState;
  /** numbers of versions that were ever there */
  taken: number[];
  /** of those that are, oldest first */
  versions: number[];
}

export function openModelRegistry(store: Store): ModelRegistry {
  return new StoredModels(store);
}

class StoredModels implements ModelRegistry {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  async publish(publication: ModelPublication): Promise<ModelVersion> {
    if (!MODEL_NAME.test(publication.model)) throw new TrainyardError('invalid-input', `"${publication.model}" is no model name`, { hint: 'use lower-case letters, digits, ".", "_" and "-", at most 64' });
    const record = await this.#publishNext(publication);
    const { reproduces, jobId, version, createdAt: at } = record;
    // also when the version was there already: whoever published it may have died before this
    if (reproduces && reproduces.version !== null) {
      const { version: original, identical } = reproduces;
      await this.#changeState(record.model, (state) => (state.deleted.includes(original) ? state : noteReproduction(state, original, { jobId: jobId!, version, identical, at })));
    }
    return record;
  }

  async names(): Promise<string[]> {
    return (await this.#store.list('models')).filter((name) => MODEL_NAME.test(name));
  }

  async list(): Promise<Model[]> {
    const models: Model[] = [];
    for (const name of await this.names()) {
      const look = await this.#look(name);
      if (look.versions.length > 0) models.push(modelOf(name, look));
    }
    return models;
  }

  async model(name: string): Promise<Model> {
    return modelOf(name, await this.#find(name));
  }

  async state(name: string): Promise<ModelState> {
    return (await this.#find(name)).state;
  }

  async versions(name: string, only?: readonly number[]): Promise<ModelVersion[]> {
    const { versions } = await this.#find(name);
    return this.#readAll(name, only === undefined ? versions : versions.filter((version) => only.includes(version)));
  }

  async get(name: string, reference: VersionReference): Promise<ModelVersion> {
    for (let attempt = 1; ; attempt++) {
      const { state, versions } = await this.#find(name);
      const version = reference === LATEST ? versions[versions.length - 1] : typeof reference === 'number' ? reference : aliasOf({ model: name, state }, reference).version;
      const record = versions.includes(version) ? await readVersion(this.#store, name, version) : null;
      if (record) return record;
      // an alias may have left a version that was deleted while we looked: it names another now
      if (typeof reference === 'number' || attempt === ATTEMPTS) throw noVersion(name, version, versions);
    }
  }

  async weights(name: string, version: VersionReference) {
    const record = await this.get(name, version);
    return openWeights(await readWeightBytes(this.#store, record), record);
  }

  async weightBytes(name: string, version: VersionReference) {
    return readWeightBytes(this.#store, await this.get(name, version));
  }

  async change(name: string, change: ModelChange, author: Author): Promise<ModelState> {
    if (!MODEL_NAME.test(name)) throw noModel(name);
    let deleted: number[] = [];
    const after = await this.#changeState(name, async (state) => {
      const { versions } = await this.#look(name, state);
      await this.#finishRemoval(name, { state, change, author });
      if (versions.length === 0) throw noModel(name);
      const next = applyChange(state, change, { model: name, versions, author });
      deleted = next.deleted.filter((version) => !state.deleted.includes(version));
      return next;
    });
    for (const version of deleted) await removeVersion(this.#store, { name, version, author });
    return after;
  }

  async #look(name: string, given?: ModelState): Promise<Look> {
    if (!MODEL_NAME.test(name)) return { state: EMPTY_STATE, taken: [], versions: [] };
    // the numbers first: one that was deleted in between is in the state then
    const taken = await takenNumbers(this.#store, name);
    const state = given ?? (await readEdition(this.#store, stateOf(name), EMPTY_STATE)).document;
    return { state, taken, versions: taken.filter((version) => !state.deleted.includes(version)) };
  }

  async #find(name: string): Promise<Look> {
    const look = await this.#look(name);
    if (look.versions.length === 0) throw noModel(name);
    return look;
  }

  async #readAll(name: string, versions: readonly number[]): Promise<ModelVersion[]> {
    return (await Promise.all(versions.map((version) => readVersion(this.#store, name, version)))).filter((record) => record !== null);
  }

  #changeState(name: string, change: (state: ModelState) => ModelState | Promise<ModelState>): Promise<ModelState> {
    return changeEdition(this.#store, stateOf(name), { initial: EMPTY_STATE, change });
  }

  /** What a process that was killed while it deleted has left. */
  async #finishRemoval(name: string, { state, change, author }: { state: ModelState; change: ModelChange; author: Author }): Promise<void> {
    const again = change.type === 'delete-model' ? state.deleted : change.type === 'delete-version' ? state.deleted.filter((version) => version === change.version) : [];
    for (const version of again) await removeVersion(this.#store, { name, version, author });
  }

  async #publishNext({ weights, reproduces, ...description }: ModelPublication): Promise<ModelVersion> {
    const bytes = weights instanceof Uint8Array ? weights : encodeSafetensors(weights);
    const weightsSha256 = sha256(bytes);
    const { model, jobId } = description;
    for (;;) {
      const { taken, versions } = await this.#look(model);
      const there = await this.#readAll(model, versions);
      const known = jobId === null ? undefined : there.find((version) => version.jobId === jobId);
      if (known) return known;
      const original = reproduces && { jobId: reproduces.jobId, version: there.find((version) => version.jobId === reproduces.jobId)?.version ?? null, identical: reproduces.weightsSha256 === weightsSha256 };
      const record: ModelVersion = { object: 'model.version', ...description, code: codeVersion(), version: (taken.at(-1) ?? 0) + 1, weightsSha256, ...(original && { reproduces: original }) };
      if (await publishVersion(this.#store, record, bytes)) return record;
    }
  }
}

function modelOf(name: string, { state, versions }: Look): Model {
  const latestVersion = versions[versions.length - 1];
  return { object: 'model', name, latestVersion, versions, aliases: { [LATEST]: latestVersion, ...aliasesOf(state) }, description: state.description, tags: state.tags };
}

const noModel = (name: string): TrainyardError =>
  new TrainyardError('not-found', `there is no model "${name}"`, { hint: 'GET /api/v1/models lists what there is; a job registers its model when it succeeds' });
