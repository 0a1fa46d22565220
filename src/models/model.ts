/** What the registry knows: models, their immutable versions, and what may change of them. */
import type { LayerSpec, Metrics, NamedTensor, Semantics, Target } from '../engine/index.ts';
import type { CodeVersion } from './code-version.ts';
import type { Author, Description, ModelChange, ModelState } from './model-state.ts';

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
  /** of Trainyard; absent: registered before it was recorded */
  code?: CodeVersion;
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
  /** what an uploaded dataset says of pictures; absent where it says nothing, and for built-in ones, which are asked */
  images?: { box: number; centre: 'mass' | 'box' };
  metrics: Metrics;
  parameterCount: number;
  /** weights from outside: what they came in; absent where a job trained them */
  imported?: { format: string; fileSha256: string };
  /** the job that was done again for it, the version of that one where there is one, and whether the bytes are the same */
  reproduces?: { jobId: string; version: number | null; identical: boolean };
}

/** A number, or an alias such as `latest`. */
export type VersionReference = number | string;

/** A model by name, with what there is of it. */
export interface Model extends Description {
  object: 'model';
  name: string;
  latestVersion: number;
  versions: number[];
  /** the version that each names, `latest` among them */
  aliases: Record<string, number>;
}

/** What a publisher knows; the registry adds the rest. */
export interface ModelPublication extends Omit<ModelVersion, 'object' | 'version' | 'weightsSha256' | 'code' | 'reproduces'> {
  weights: readonly NamedTensor[] | Uint8Array;
  /** the job that is done again, and the hash that should come out */
  reproduces?: { jobId: string; weightsSha256: string };
}

export interface ModelRegistry {
  /** The next free version. Publishing the same jobId again returns the version it already has. */
  publish(publication: ModelPublication): Promise<ModelVersion>;
  list(): Promise<Model[]>;
  /** Names of which there may be something, sorted. */
  names(): Promise<string[]>;
  /** Throws 'not-found'. */
  model(name: string): Promise<Model>;
  /** Aliases, descriptions and the like. Throws 'not-found'. */
  state(name: string): Promise<ModelState>;
  /** All at once or not at all, one after the other where several change a model. Throws 'not-found', and 'wrong-state' where an alias protects a version. */
  change(name: string, change: ModelChange, author: Author): Promise<ModelState>;
  /** All or those of some numbers, in order. Throws 'not-found' for an unknown model. */
  versions(name: string, only?: readonly number[]): Promise<ModelVersion[]>;
  /** Throws 'not-found'. */
  get(name: string, version: VersionReference): Promise<ModelVersion>;
  /** Throws 'store-corrupt' when the bytes are not those that were published. */
  weights(name: string, version: VersionReference): Promise<NamedTensor[]>;
  /** The bytes of weights.safetensors, not looked at: for a thread that does (`openWeights`). Nobody else has them: they may be handed on. */
  weightBytes(name: string, version: VersionReference): Promise<Uint8Array>;
}
