export type { TensorDistance } from './compare-weights.ts';
export { type Analyst, createAnalyst, type FeatureMaps, type GradientCheckRequest, type GradientReport } from './analyst.ts';
