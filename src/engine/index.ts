/** The engine: networks, training, inference. Everybody outside imports from here and never deeper. */
export { type CatalogueEntry, type EngineCatalogue, engineCatalogue } from './catalogue.ts';
export { ERROR_CODES, type ErrorCode, type ErrorKind, type Issue, specError, TrainyardError } from './errors.ts';
export { checkGradients, type GradientCheck, type GradientCheckOptions } from './gradient-check.ts';
export { createInference, type Inference, softmaxRows } from './inference.ts';
export { initializers } from './initializers/index.ts';
export type { Layer, LayerContext, LayerDefinition, LayerExample } from './layers/definition.ts';
export { layers } from './layers/index.ts';
export { losses } from './losses/index.ts';
export { cos, exp, log, pow, sin, tanh } from './math.ts';
export { nearestName } from './names.ts';
export { optimizers } from './optimizers/index.ts';
export { type NetworkPlan, type PlannedLayer, planNetwork, planToSpec } from './plan.ts';
export { presets } from './presets/index.ts';
export { randomKey, RandomStream, seedWords, STREAMS } from './random.ts';
export { CHECKPOINT_VERSION, decodeCheckpoint } from './training/checkpoint.ts';
export { type TrainingOptions, validateEngineOptions } from './training/options.ts';
export { createTrainingRun, estimateMemory, type StepReport, type TrainingRun, type TrainingRunArguments } from './training/run.ts';
export { type LayerSpec, type Metrics, type NamedTensor, type NetworkSpec, type Semantics, SEMANTICS, type Shape, sizeOf, type Split, type TrainingData } from './types.ts';
