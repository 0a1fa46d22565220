export type { Band, Experiment, Part } from './definition.ts';
export { datasetsOf } from './datasets.ts';
export { findExperiment } from './find.ts';
export { experiments } from './registry.ts';
export { createExperimentService, type ExperimentRun, type ExperimentService, type ExperimentServiceDependencies } from './runs/service.ts';
