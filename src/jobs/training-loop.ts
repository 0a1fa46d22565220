/** What a training thread does: load, train, report, save, publish. Runs synchronously between its few waits for the store. */
import { loadDataset } from '../datasets/index.ts';
import { createTrainingRun, type NamedTensor, nameOf, planNetwork, planToSpec, type StepReport, TrainyardError, type TrainingRun } from '../engine/index.ts';
import { loadKernels } from '../kernels/load.ts';
import { codeVersion, encodeSafetensors, openStore, openModelRegistry, type Store } from '../models/index.ts';
import { openNewest, saveCheckpoint } from './checkpoints.ts';
import { CONTROL, claimPublishing, enterPhase, readControl } from './control.ts';
import { now, type Progress } from './job.ts';
import type { MetricsAt, Outcome, TrainMessage, TrainTask } from './messages.ts';
import { type JobSpec, trainingOptions } from './spec/index.ts';
import { Watch } from './watch.ts';

/** At most four progress messages a second; of a long job fewer, as each stays in its log. */
const PROGRESS_MS = 250;
const SELDOM_MS = 5000;
/** of the time so far */
const PROGRESS_SHARE = 1 / 4000;
/** A run's history has about this many points of the training loss. */
const POINTS = 500;

/** Never throws: whatever happens is the outcome, except the death of the thread. */
export async function runTrainTask(task: TrainTask): Promise<void> {
  const post = (message: TrainMessage) => task.port.postMessage(message);
  try {
    post({ type: 'outcome', outcome: await train(task, post) });
  } catch (error) {
    post({ type: 'outcome', outcome: failure(error) });
  }
}

function failure(error: unknown): Outcome {
  if (error instanceof TrainyardError) return { kind: 'failed', errorKind: error.kind, error: { code: error.code, message: error.message, hint: error.hint } };
  const message = error instanceof Error ? error.message : String(error);
  return { kind: 'failed', errorKind: 'internal', error: { code: 'internal', message: `the training thread failed: ${message}`, hint: 'this is a fault of Trainyard; the log of the consumer has more' } };
}

type Loaded = Awaited<ReturnType<typeof loadDataset>>;

interface Work {
  task: TrainTask;
  run: TrainingRun;
  store: Store;
  post: (message: TrainMessage) => void;
}

async function train(task: TrainTask, post: (message: TrainMessage) => void): Promise<Outcome> {
  const { id, spec, control, threads } = task;
  enterPhase(control, 'loading');
  const store = await openStore(task.storeLocation);
  const loaded = await loadDataset(spec.dataset, { ...task.datasetContext, log: (message) => post({ type: 'log', step: 0, message }) });
  const plan = planNetwork(spec.network, { inputShape: loaded.dataset.inputShape, classes: loaded.dataset.classes.length, target: spec.target }, spec.semantics);
  const kernels = loadKernels(task.kernels);
  const initialWeights = await startingWeights(spec, store);
  const open = (checkpoint: Uint8Array | undefined, step: number) =>
    createTrainingRun({ fork: task.forkedAt === step, network: plan, initialWeights, options: trainingOptions(spec), data: loaded.data, kernels, checkpoint, threads, interrupted: () => asked(control) });
  const run = await openNewest(store, id, open, (reason) => post({ type: 'log', step: 0, message: `a checkpoint was passed over: ${reason}` }));
  try {
    return await advance({ task, run, store, post, loaded, watch: new Watch({ task, run, dataset: loaded.dataset, kernels, post }) });
  } finally {
    run.close();
  }
}

/** The engine asks between the batches of an evaluation. */
function asked(control: Int32Array): boolean {
  enterPhase(control, 'evaluating');
  return readControl(control) !== CONTROL.run;
}

/** Of the layers that begin with a model's weights; undefined where all begin at random. */
async function startingWeights({ start }: JobSpec, store: Store): Promise<NamedTensor[] | undefined> {
  if (start === undefined) return undefined;
  const weights = await openModelRegistry(store).weights(start.model, start.version!);
  return weights.filter(({ name }) => start.layers!.includes(name.slice(0, name.lastIndexOf('.'))));
}

async function advance({ task, run, store, post, loaded, watch }: Work & { loaded: Loaded; watch: Watch }): Promise<Outcome> {
  const { spec, control } = task;
  const clock = new Clock(task, run);
  const noticed = new Notices(run, post);
  post({ type: 'started', build: run.build, code: codeVersion(), dataHash: loaded.dataset.hash, progress: clock.progress(run) });

  let stopReason: string | null = null;
  while (!run.done && stopReason === null) {
    const word = readControl(control);
    if (word === CONTROL.cancel) return { kind: 'cancelled' };
    if (word === CONTROL.handBack) {
      noticed.send();
      await checkpoint({ task, run, store, post });
      return { kind: 'handedBack' };
    }
    if (word === CONTROL.stop && run.step > 0) {
      stopReason = 'user';
      break;
    }
    enterPhase(control, 'training');
    noticed.add(watch.advance());
    if (clock.progressIsDue()) {
      noticed.send();
      post({ type: 'progress', progress: clock.progress(run), loss: run.metrics().trainLoss, spentSeconds: clock.spent() });
    }
    if (clock.checkpointIsDue()) {
      noticed.send();
      await checkpoint({ task, run, store, post }).catch((error: unknown) => post({ type: 'log', step: run.step, message: `no checkpoint of step ${run.step}: ${String(error)}; training goes on, and the next one is tried as usual` }));
    }
    if (spec.limits.maxSeconds !== null && clock.spent() >= spec.limits.maxSeconds && !run.done) stopReason = 'maxSeconds';
  }
  noticed.send();
  watch.finish();
  if (!claimPublishing(control)) {
    if (readControl(control) === CONTROL.cancel) return { kind: 'cancelled' };
    await checkpoint({ task, run, store, post });
    return { kind: 'handedBack' };
  }
  enterPhase(control, 'publishing');
  const published = await publish({ task, run, store, loaded });
  return {
    kind: 'succeeded',
    result: { model: published.model, version: published.version, weightsSha256: published.weightsSha256 },
    stopReason: stopReason ?? run.stopReason,
    metrics: run.metrics(),
    progress: { ...clock.progress(run), etaSeconds: 0 },
  };
}

/**
 * The training loss at every n-th step, and every evaluation. What is reported depends on the step alone, so a resume repeats it exactly.
 * Losses wait for the next progress message: each message wakes other processes, which take their time from the training threads.
 */
class Notices {
  readonly #run: TrainingRun;
  readonly #post: (message: TrainMessage) => void;
  readonly #every: number;
  #points: MetricsAt[] = [];

  constructor(run: TrainingRun, post: (message: TrainMessage) => void) {
    this.#run = run;
    this.#post = post;
    this.#every = Math.max(1, Math.ceil(run.totalSteps / POINTS));
  }

  add({ step, epoch, loss, evaluation }: StepReport): void {
    if (evaluation === null && step % this.#every !== 0 && step !== 1) return;
    this.#points.push({ step, epoch, values: evaluation ?? { trainLoss: loss } });
    if (evaluation !== null) this.send();
  }

  send(): void {
    if (this.#points.length === 0) return;
    this.#post({ type: 'metrics', points: this.#points, latest: this.#run.metrics() });
    this.#points = [];
  }
}

async function checkpoint({ task, run, store, post }: Work): Promise<void> {
  enterPhase(task.control, 'saving');
  const begun = performance.now();
  const bytes = run.checkpoint();
  const sha256 = await saveCheckpoint(store, task.id, { step: run.step, bytes, keepLast: task.spec.checkpoint.keepLast });
  post({ type: 'checkpoint', step: run.step, epoch: run.epoch, bytes: bytes.length, sha256, metrics: run.metrics(), seconds: (performance.now() - begun) / 1000 });
}

function publish({ task, run, store, loaded: { dataset, images } }: { task: TrainTask; run: TrainingRun; store: Store; loaded: Loaded }) {
  const { spec } = task;
  return openModelRegistry(store).publish({
    model: spec.model,
    createdAt: now(),
    jobId: task.id,
    specHash: task.specHash,
    dataHash: dataset.hash,
    build: run.build,
    network: planToSpec(run.plan),
    inputShape: [...dataset.inputShape],
    classes: dataset.classes,
    semantics: spec.semantics,
    loss: nameOf(spec.loss),
    ...(spec.target === 'input' ? { target: spec.target } : {}),
    dataset: spec.dataset.name,
    ...(images && { images }),
    metrics: run.metrics(),
    parameterCount: run.plan.parameterCount,
    ...(task.reproduces && { reproduces: task.reproduces }),
    weights: encodeSafetensors(run.weights()),
  });
}

/** When to report and to save, and how fast it goes. Decides nothing that reaches a weight. */
class Clock {
  readonly #task: TrainTask;
  readonly #started = performance.now();
  #lastProgress = 0;
  #lastCheckpoint = performance.now();
  #mark: { time: number; step: number };
  #rate: number | null = null;

  constructor(task: TrainTask, run: TrainingRun) {
    this.#task = task;
    this.#mark = { time: this.#started, step: run.step };
  }

  /** Seconds of training, those of earlier attempts included. */
  spent(): number {
    return this.#task.spentSeconds + (performance.now() - this.#started) / 1000;
  }

  progressIsDue(): boolean {
    const every = Math.min(SELDOM_MS, Math.max(PROGRESS_MS, 1000 * this.spent() * PROGRESS_SHARE));
    if (performance.now() - this.#lastProgress < every) return false;
    this.#lastProgress = performance.now();
    return true;
  }

  checkpointIsDue(): boolean {
    if (performance.now() - this.#lastCheckpoint < this.#task.spec.checkpoint.everySeconds * 1000) return false;
    this.#lastCheckpoint = performance.now();
    return true;
  }

  progress(run: TrainingRun): Progress {
    const seconds = (performance.now() - this.#mark.time) / 1000;
    const steps = run.step - this.#mark.step;
    if (steps > 0 && seconds > 0.2) {
      const recent = steps / seconds;
      this.#rate = this.#rate === null ? recent : 0.7 * this.#rate + 0.3 * recent;
      this.#mark = { time: performance.now(), step: run.step };
    }
    return {
      step: run.step,
      steps: run.totalSteps,
      epoch: run.epoch,
      epochs: this.#task.spec.epochs ?? null,
      samplesPerSecond: this.#rate === null ? null : Math.round(this.#rate * this.#task.spec.batchSize),
      etaSeconds: this.#rate === null ? null : Math.round((run.totalSteps - run.step) / this.#rate),
    };
  }
}
