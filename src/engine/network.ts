/** A planned network on an arena: every buffer allocated once, forward and backward over the graph. */
import type { FloatArray, Kernels, KernelsProvider } from '../kernels/kernels.ts';
import { ALONE, type Team } from '../kernels/team.ts';
import { type Allocator, CountingAllocator } from './allocator.ts';
import { arrangeLayers } from './arrange.ts';
import { planExecution } from './execution.ts';
import type { Pass } from './layers/definition.ts';
import type { Parameter } from './parameters.ts';
import { INPUT, type NetworkPlan } from './plan.ts';
import { createJoin, createStage, type StageEnvironment } from './stages.ts';
import { Tensors } from './tensors.ts';
import type { NamedTensor } from './types.ts';

export interface NetworkOptions {
  plan: NetworkPlan;
  provider: Pick<KernelsProvider, 'conv2dForm'>;
  kernels: Kernels;
  /** the threads that compute the network together; all create it in the same way */
  team?: Team;
  allocator: Allocator;
  /** samples the buffers hold */
  batch: number;
  seed: number;
  /** false: no gradients, no backward */
  training: boolean;
  /** names of the layers whose parameters stay as they are */
  freeze?: readonly string[];
  /** also compute the gradient of the data (gradient checks) */
  inputGradient?: boolean;
  /** every layer's output stays in an array of its own until the next pass, in the order in which the user wrote the layers */
  observed?: boolean;
  /** false: another thread of the team fills parameters and statistics */
  initialize?: boolean;
}

/** The methods are called by every thread of the team, whose samples are those that `TeamOperations.divide` gives it. */
export interface Network {
  plan: NetworkPlan;
  input: FloatArray;
  inputGradient: FloatArray | null;
  output: FloatArray;
  outputGradient: FloatArray | null;
  parameters: Parameter[];
  /** parameters and running statistics, layer by layer */
  weights: NamedTensor[];
  /** A layer's output over the batch, where the network is observed. */
  value(layer: string): FloatArray;
  /** To be called before the next pass whenever parameters changed. */
  prepare(): void;
  /** Afterwards each thread has the outputs of its samples. */
  forward(batch: number, pass: Pass): void;
  /** Each thread has filled the output gradients of its samples. The parameters' gradients are complete when all threads have returned. */
  backward(batch: number): void;
}

export function createNetwork({ plan: given, provider, kernels, team = ALONE, allocator, batch, seed, training, freeze = [], inputGradient = false, observed = false, initialize = true }: NetworkOptions): Network {
  const plan = observed ? given : arrangeLayers(given).plan;
  const execution = planExecution(plan, batch);
  const tensors = new Tensors({ plan, execution, allocator, batch, threads: team.size, training, inputGradient, observed });
  const together = kernels.together(team);
  const environment: StageEnvironment = {
    kernels, together, team, conv2dForm: (w) => provider.conv2dForm(w), allocator, tensors, batch, seed, training, frozen: new Set(freeze), initialize, parameters: [], weights: [], layerCount: 0,
  };
  const stages = execution.stages.map((stage) => createStage(stage, environment));
  const whole = { first: 0, size: batch, rank: 0 };
  const last = plan.layers[plan.layers.length - 1].name;
  const joinInput = createJoin(INPUT, whole, { kernels: together, tensors });
  return {
    plan: given,
    input: tensors.value(INPUT, whole),
    inputGradient: tensors.gradient(INPUT, whole),
    output: tensors.value(last, whole),
    outputGradient: tensors.gradient(last, whole),
    parameters: environment.parameters,
    weights: environment.weights,
    value: (layer) => tensors.value(layer, whole),
    prepare() {
      for (const stage of stages) stage.prepare();
    },
    forward(count, pass) {
      together.divide(count);
      for (const stage of stages) {
        team.barrier();
        stage.forward(count, pass);
      }
      if (stages[stages.length - 1].sliced) team.barrier();
    },
    backward(count) {
      for (let i = stages.length - 1; i >= 0; i--) {
        if (i < stages.length - 1 || stages[i].sliced) team.barrier();
        stages[i].backward(count);
      }
      team.barrier();
      for (const stage of stages) stage.parameterGradients(count);
      joinInput(count);
    },
  };
}

/** Bytes that a network takes in an arena: it is built without memory. Nothing computes while counting, so no kernels are needed. */
export function countNetwork(options: Omit<NetworkOptions, 'kernels' | 'allocator'>, precision: KernelsProvider['precision']): number {
  const allocator = new CountingAllocator(precision);
  createNetwork({ ...options, team: { ...ALONE, size: options.team?.size ?? 1 }, kernels: COUNTING, allocator });
  return allocator.bytes;
}

/** Stands for the kernels where buffers are only counted. */
export const COUNTING: Kernels = { together: () => COUNTING, divide() {} } as never;
