/** The execution of a planned network in words: what runs on slices and what on the whole batch, by which method, summed how. */
import type { KernelsProvider } from '../kernels/kernels.ts';
import { arrangeLayers } from './arrange.ts';
import { planExecution, shardsOf, type Stage } from './execution.ts';
import { plainConvolution } from './layers/conv2d.ts';
import type { NetworkPlan, PlannedLayer } from './plan.ts';

export interface DescribeOptions {
  batchSize: number;
  threads: number;
  kernels: Pick<KernelsProvider, 'build' | 'conv2dForm' | 'maxThreads'>;
}

/** A line about the whole, then one per stage and one per layer of it. */
export function describePlan(plan: NetworkPlan, { batchSize, threads, kernels }: DescribeOptions): string[] {
  const { plan: arranged, moved } = arrangeLayers(plan);
  const { stages } = planExecution(arranged, batchSize);
  const team = Math.min(threads, kernels.maxThreads);
  return [
    `computed with ${kernels.build} on ${team} ${team === 1 ? 'thread' : 'threads'}, in batches of ${batchSize}; the result is the same on any number of threads`,
    ...stages.flatMap((stage, i) => [`stage ${i + 1} of ${stages.length}: ${describeStage(stage, batchSize)}`, ...stage.layers.map((layer) => `  ${layer.name}: ${describeLayer(layer, kernels)}${moved.has(layer.name) ? ', moved behind the pooling: the same result with less work' : ''}`)]),
  ];
}

function describeStage({ slice, layers }: Stage, batchSize: number): string {
  const names = layers.length === 1 ? layers[0].name : `${layers[0].name} to ${layers[layers.length - 1].name}`;
  if (slice === null) return `${names} on the whole batch; all threads share each operation`;
  const shards = shardsOf(batchSize, slice);
  const learning = layers.some(({ parameterCount }) => parameterCount > 0) ? '; the gradients of a shard are summed slice by slice, those of the shards then in order' : '';
  return `${names} on slices of ${slice} ${slice === 1 ? 'sample' : 'samples'}, in ${shards.length} ${shards.length === 1 ? 'shard' : 'shards'} dealt to the threads${learning}`;
}

function describeLayer({ type, config, inputShapes: [input], outputShape, parameterCount }: PlannedLayer, kernels: DescribeOptions['kernels']): string {
  const shapes = `${type} [${input.join(', ')}] > [${outputShape.join(', ')}]`;
  const parameters = parameterCount > 0 ? `, ${parameterCount.toLocaleString('en')} parameters` : '';
  return `${shapes}${parameters}${type === 'conv2d' ? `, ${method(config, input, kernels)}` : ''}`;
}

const METHODS = {
  direct: 'direct convolution, kernel packed once a step',
  winograd: 'Winograd F(4x4, 3x3), kernel transformed once a step',
  'winograd-rows': 'Winograd F(4, 5) along the rows, kernel transformed once a step',
  reference: 'reference kernels: correct and slow',
};

function method(config: Record<string, unknown>, input: readonly number[], kernels: DescribeOptions['kernels']): string {
  const window = plainConvolution(config as Parameters<typeof plainConvolution>[0], input);
  return window ? METHODS[kernels.conv2dForm({ ...window, batch: 1 }).method] : 'plain loops, for this stride, padding, dilation or these groups: slower than the kernels';
}
