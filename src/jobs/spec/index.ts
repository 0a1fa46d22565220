export { jobSpecSchema, METRIC_NAMES, MODEL_NAME } from './schema.ts';
export type { JobSpec, JobSpecInput } from './schema.ts';
export type { DatasetFacts, SpecContext } from './context.ts';
export { NOMINAL_RATE, planJob } from './plan.ts';
export type { JobPlan } from './plan.ts';
export { parseJobSpec } from './parse.ts';
export { issuesOf, pointerOf } from './issues.ts';
export { canonicalJson, specHash } from './hash.ts';
export { trainingOptions } from './options.ts';
