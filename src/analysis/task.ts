import type { GradientCheck, NetworkPlan } from '../engine/index.ts';

/** What the analysis thread is given, and answers. */
export interface AnalysisTask {
  plan: NetworkPlan;
  batch: number;
  seed: number;
  h: number;
}

export type AnalysisAnswer = GradientCheck[];
