/** The engine as a library: train and predict in a script, without Redis or HTTP. */
import { answersOf, createInference, createTrainingRun, type Metrics, nameOf, type NamedTensor, type NetworkPlan, type NetworkSpec, planNetwork, type Shape, type Split, type StepReport, TrainyardError, type TrainingOptions, validateEngineOptions } from './engine/index.ts';
import { type KernelsChoice, loadKernels } from './kernels/load.ts';

export * as book from './book/index.ts';
export * from './engine/index.ts';
export { KERNELS_CHOICES, type KernelsChoice, loadKernels } from './kernels/load.ts';

export interface TrainArguments extends Partial<TrainingOptions> {
  network: NetworkSpec;
  /** of one sample: [784], or [28, 28, 1] for images (height, width, channels) */
  inputShape: Shape;
  classes: number;
  data: { train: Split; validation?: Split | null; test?: Split | null };
  kernels?: KernelsChoice;
  /** after every step */
  onStep?: (report: StepReport) => void;
}

export interface Model {
  plan: NetworkPlan;
  metrics: Metrics;
  /** parameters and running statistics: the best where `keepBest` saw one, else the last */
  weights: NamedTensor[];
  /** Rows of inputs in the range of the training data (0..1 for images) -> rows of class probabilities; raw outputs where the loss does not read them as logits. */
  predict(inputs: Float32Array): Float32Array;
  /** The most probable class of each row. */
  classify(inputs: Float32Array): number[];
}

const NO_SAMPLES: Split = { count: 0, inputs: new Float32Array(0), labels: new Int32Array(0) };
const PREDICTED_AT_ONCE = 100;

/** Trains a network to the end. Deterministic: the same arguments give the same bytes. Throws TrainyardError naming what to change. */
export function train({ network, inputShape, classes, data, kernels: choice = 'auto', onStep, ...given }: TrainArguments): Model {
  const options = withDefaults(given, data.train.count);
  const issues = validateEngineOptions(options);
  if (issues.length > 0) throw new TrainyardError(issues[0].code ?? 'invalid-spec', issues[0].detail, { hint: issues[0].hint, issues });
  const plan = planNetwork(network, { inputShape, classes, target: options.target }, options.semantics);
  const kernels = loadKernels(choice);
  const run = createTrainingRun({ network: plan, options, kernels, data: { train: data.train, validation: data.validation ?? null, test: data.test ?? NO_SAMPLES } });
  while (!run.done) {
    const report = run.advance();
    onStep?.(report);
  }
  const weights = run.weights();
  const inference = createInference({ network: plan, weights, kernels, maxBatch: PREDICTED_AT_ONCE });
  const width = inputShape.reduce((product, side) => product * side, 1);
  const predict = (inputs: Float32Array): Float32Array => {
    const outputs = inference.predict(inputs, inputs.length / width);
    return answersOf(nameOf(options.loss), outputs, plan.outputShape[0]);
  };
  return { plan, metrics: run.metrics(), weights, predict, classify: (inputs) => largestOfRows(predict(inputs), classes) };
}

function withDefaults(given: Partial<TrainingOptions>, trainCount: number): TrainingOptions {
  const semantics = given.semantics ?? 'modern';
  return {
    loss: 'softmax-cross-entropy',
    optimizer: { type: 'adam' },
    regularization: { weightDecay: 0, decoupled: false },
    batchSize: Math.min(100, trainCount),
    sampling: semantics === 'book' ? 'replacement' : 'permutation',
    seed: 0,
    evaluate: { everyEpochs: 1, samples: 1000 },
    keepBest: null,
    earlyStopping: null,
    ...given,
    semantics,
    ...(given.epochs === undefined && given.steps === undefined ? { epochs: 1 } : {}),
  };
}

function largestOfRows(values: Float32Array, columns: number): number[] {
  return Array.from({ length: values.length / columns }, (_, row) => {
    const start = row * columns;
    let best = 0;
    for (let c = 1; c < columns; c++) if (values[start + c] > values[start + best]) best = c;
    return best;
  });
}
