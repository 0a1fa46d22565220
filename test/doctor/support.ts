import { loadDataset, knownDatasets } from '../../src/datasets/index.ts';
import { createTrainingRun, planNetwork } from '../../src/engine/index.ts';
import type { TrainMessage, TrainTask } from '../../src/jobs/messages.ts';
import { parseJobSpec, trainingOptions } from '../../src/jobs/spec/index.ts';
import type { Warning } from '../../src/jobs/doctor/index.ts';
import { Watch } from '../../src/jobs/watch.ts';
import { loadKernels } from '../../src/kernels/load.ts';

const context = { datasetsDir: process.env.DATASETS_DIR ?? null, cacheDir: '', download: false, log: () => {} };

export interface Watched {
  messages: TrainMessage[];
  warnings: Warning[];
  codes: string[];
  /** null where the run ended in an error */
  weights: Float64Array | Float32Array | null;
  error: Error | null;
}

/** A whole training as a worker thread does it, in this thread and without a store; `inputs` changes what was loaded. */
export async function watched(input: Record<string, unknown>, { threads = 1, inputs }: { threads?: number; inputs?: (value: number) => number } = {}): Promise<Watched> {
  const { spec } = parseJobSpec({ model: 'patient', seed: 3, ...input }, { memoryLimit: 2 ** 31, datasets: await knownDatasets(context), kernels: 'auto', threads });
  const { dataset: loaded, data: given } = await loadDataset(spec.dataset, context);
  const changed = <T extends { inputs: ArrayLike<number> }>(split: T): T => (inputs ? { ...split, inputs: Float32Array.from(split.inputs, inputs) } : split);
  const [dataset, data] = [{ ...loaded, test: changed(loaded.test) }, { ...given, train: changed(given.train), test: changed(given.test) }];
  const kernels = loadKernels();
  const network = planNetwork(spec.network, { inputShape: dataset.inputShape, classes: dataset.classes.length }, spec.semantics);
  const run = createTrainingRun({ network, options: trainingOptions(spec), data, kernels, threads });
  const messages: TrainMessage[] = [];
  let error: Error | null = null;
  try {
    const watch = new Watch({ task: { spec, warned: [] } as unknown as TrainTask, run, dataset, kernels, post: (message) => messages.push(structuredClone(message)) });
    while (!run.done) watch.advance();
    watch.finish();
  } catch (caught) {
    error = caught as Error;
  }
  const weights = error ? null : run.weights().reduce((all, { data: values }) => Float64Array.from([...all, ...values]), new Float64Array());
  run.close();
  const warnings = messages.flatMap((message) => (message.type === 'warning' ? [message.warning] : []));
  return { messages, warnings, codes: warnings.map(({ code }) => code), weights, error };
}
