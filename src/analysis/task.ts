import type { GradientCheck, NamedTensor, NetworkPlan } from '../engine/index.ts';
import type { KernelsChoice } from '../kernels/load.ts';
import type { TensorDistance } from './compare-weights.ts';

/** What the analysis thread is given, and answers. */
export interface GradientCheckTask {
  kind: 'gradient-check';
  plan: NetworkPlan;
  batch: number;
  seed: number;
  h: number;
}

export interface FeatureMapsTask {
  kind: 'feature-maps';
  plan: NetworkPlan;
  weights: NamedTensor[];
  /** one sample */
  input: Float32Array;
  layer: string;
  kernels: KernelsChoice;
}

export interface CompareWeightsTask {
  kind: 'compare-weights';
  from: NamedTensor[];
  to: NamedTensor[];
}

export type AnalysisTask = GradientCheckTask | FeatureMapsTask | CompareWeightsTask;
export type AnalysisAnswer = GradientCheck[] | Float32Array | TensorDistance[];
