import { checkGradients, createObserver } from '../engine/index.ts';
import { loadKernels } from '../kernels/load.ts';
import { compareWeights } from './compare-weights.ts';
import type { AnalysisAnswer, AnalysisTask } from './task.ts';

export function runTask(task: AnalysisTask): AnalysisAnswer {
  if (task.kind === 'feature-maps') {
    const { plan, weights, input, layer, kernels } = task;
    const observer = createObserver({ network: plan, kernels: loadKernels(kernels), split: { count: 1, inputs: input, labels: new Int32Array(1) }, samples: 1 });
    observer.look(weights);
    return Float32Array.from(observer.output(layer));
  }
  if (task.kind === 'compare-weights') return compareWeights(task.from, task.to);
  // in double precision on the readable kernels: what is compared must not be lost in rounding
  const { plan, batch, seed, h } = task;
  return checkGradients({ network: plan, kernels: loadKernels('reference', 'float64'), batch, seed, h });
}
