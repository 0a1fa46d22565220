/** A job's network as its newest checkpoint has it: what predicts while the job still learns. */
import { type DatasetContext, findDataset, type ImagePreparation } from '../datasets/index.ts';
import { nameOf, type NetworkSpec, type Semantics, type Target } from '../engine/index.ts';
import type { Store } from '../models/index.ts';
import { checkpointSteps, readCheckpoint } from './checkpoints.ts';
import { isTerminal } from './job.ts';
import type { JobRecord } from './record.ts';
import { wrongState } from './verbs/index.ts';

export interface Snapshot {
  job: string;
  /** the model that a version is to be of */
  model: string;
  /** after which the checkpoint was made */
  step: number;
  network: NetworkSpec;
  semantics: Semantics;
  inputShape: number[];
  classes: string[];
  target?: Target;
  loss: string;
  dataset: string;
  /** what an uploaded dataset says of pictures */
  images?: ImagePreparation;
  /** Its bytes. */
  checkpoint(): Promise<Uint8Array>;
}

/** A job that has succeeded predicts with its result. */
export interface Learned {
  model: string;
  version: number;
  /** the last of the job */
  step: number;
}

/** Jobs whose snapshot is remembered. */
const KEPT = 200;

/** Made anew only when there is a newer checkpoint. Throws 'wrong-state' where there is none yet. */
export class Snapshots {
  readonly #store: Store;
  readonly #datasetContext: DatasetContext;
  readonly #known = new Map<string, { recorded: number; snapshot: Promise<Snapshot> }>();

  constructor(store: Store, datasetContext: DatasetContext) {
    this.#store = store;
    this.#datasetContext = datasetContext;
  }

  of(record: JobRecord): Promise<Snapshot> {
    const { id, checkpointStep: recorded } = record;
    const known = this.#known.get(id);
    if (known?.recorded === recorded) return known.snapshot;
    const snapshot = this.#make(record);
    if (this.#known.size >= KEPT) this.#known.clear();
    this.#known.set(id, { recorded, snapshot });
    snapshot.catch(() => this.#known.get(id)?.snapshot === snapshot && this.#known.delete(id));
    return snapshot;
  }

  async #make(record: JobRecord): Promise<Snapshot> {
    const { id, spec } = record;
    const step = record.checkpointStep === 0 ? undefined : (await checkpointSteps(this.#store, id)).at(-1);
    if (step === undefined) throw wrongState(record, isTerminal(record.status) ? 'it left no checkpoint' : 'it has no checkpoint yet', isTerminal(record.status) ? 'Retry makes a new job of its spec.' : `One is saved every ${spec.checkpoint.everySeconds} s ("checkpoint": {"everySeconds": …}), and when the job is paused.`);
    const { inputShape, classes, images, upload } = await findDataset(spec.dataset.name, this.#datasetContext);
    const { model, network, semantics, target, loss, dataset } = spec;
    return { job: id, model, step, network, semantics, inputShape: [...inputShape], classes: [...classes], target, loss: nameOf(loss), dataset: dataset.name, ...(upload && images && { images }), checkpoint: () => this.#read(id, step) };
  }

  /** A job that saves again removes the oldest: then there is a newer one. */
  async #read(id: string, step: number): Promise<Uint8Array> {
    try {
      return await readCheckpoint(this.#store, id, step);
    } catch (error) {
      this.#known.delete(id);
      throw error;
    }
  }
}
