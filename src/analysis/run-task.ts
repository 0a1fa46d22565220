import { checkGradients } from '../engine/index.ts';
import { loadKernels } from '../kernels/load.ts';
import type { AnalysisAnswer, AnalysisTask } from './task.ts';

/** In double precision on the readable kernels: what is compared must not be lost in rounding. */
export function runTask({ plan, batch, seed, h }: AnalysisTask): AnalysisAnswer {
  return checkGradients({ network: plan, kernels: loadKernels('reference', 'float64'), batch, seed, h });
}
