export { type Analyst, createAnalyst, type GradientCheckRequest, type GradientReport } from './analyst.ts';
