import type { z } from 'zod';
import type { Conv2dForm, ConvWindow, FloatArray, Operations } from '../../kernels/kernels.ts';
import type { Initializer } from '../initializers/index.ts';
import type { Semantics, Shape } from '../types.ts';

/** A trainable array of a layer. */
export interface ParameterDefinition {
  name: string;
  shape: Shape;
  initializer: Initializer;
  /** inputs that are summed into one output, for initializers */
  fanIn: number;
  /** whether weight decay applies: kernels yes, biases and batch-norm parameters no */
  decays: boolean;
}

/** An array that training changes but the optimizer does not: running statistics. */
export interface StateDefinition {
  name: string;
  shape: Shape;
  initial: number;
}

/** One pass over a batch: `step` numbers the draws of dropout. */
export interface Pass {
  training: boolean;
  step: number;
}

/**
 * What a layer computes with: a slice of a batch, in the extreme the whole batch. Arrays hold up to `batch` samples, row-major;
 * gradients are null where nobody needs them.
 */
export interface LayerContext<Config> {
  config: Config;
  kernels: Operations;
  batch: number;
  /** where the slice begins in the batch */
  firstSample: number;
  inputShapes: readonly Shape[];
  outputShape: Shape;
  inputs: readonly FloatArray[];
  output: FloatArray;
  inputGradients: readonly (FloatArray | null)[];
  outputGradient: FloatArray | null;
  parameters: Record<string, FloatArray>;
  gradients: Record<string, FloatArray>;
  state: Record<string, FloatArray>;
  random: { seed: number; stream: number };
  training: boolean;
  /** its parameters stay as they are (transfer) */
  frozen: boolean;
  conv2dForm(w: ConvWindow): Conv2dForm;
  /** Working arrays of this slice, allocated once with everything else. */
  floats(length: number): FloatArray;
  int32(length: number): Int32Array;
  /** A working array that all slices of the layer share: what `prepare` derives from the parameters. */
  shared(length: number): FloatArray;
  /** A working array for the slices whose gradients are summed one after the other. */
  running(length: number): FloatArray;
}

export interface Layer {
  /** Derives from the parameters what the passes need; called once after parameters changed, for one of the slices. */
  prepare?(): void;
  /** inputs -> output, for the first `batch` samples. */
  forward(batch: number, pass: Pass): void;
  /** outputGradient -> inputGradients (overwritten) and gradients (overwritten, or added to when `accumulate`: not the first slice). */
  backward(batch: number, accumulate: boolean): void;
  /** Completes gradients that were summed in another form; called after the last slice. */
  finish?(): void;
  /** What max pooling by 2x2 puts into `pooled`, as a layer that does both at once; null where that saves nothing. For predictions only. */
  withMaxPool?(pooled: FloatArray): Pick<Layer, 'prepare' | 'forward'> | null;
  /** Max pooling by 2x2: its output. */
  halves?: FloatArray;
  /** Where backward leaves them to it (only layers that compute on the whole batch): gradients, overwritten; called after all layers' backward. */
  parameterGradients?(batch: number): void;
}

/** A tiny network on which the property tests check shape rule, gradients, save/load and every build. */
export interface LayerExample {
  inputs: Shape[];
  config?: Record<string, unknown>;
  semantics?: Semantics;
}

/** What is wrong with a layer where it stands; the planner adds the place. */
export class LayerProblem extends Error {
  readonly member: string | null;
  readonly hint: string;

  constructor(detail: string, hint: string, member: string | null = null) {
    super(detail);
    this.member = member;
    this.hint = hint;
  }
}

export interface LayerDefinition<Config = Record<string, unknown>> {
  type: string;
  /** one line for the catalogue */
  summary: string;
  /** book chapter or paper */
  source: string;
  /** every option; those without a default are required */
  config: z.ZodType<Config> & { shape: Record<string, z.ZodType> };
  /** options that may be left out, where the two semantics differ or not */
  defaults: Record<Semantics, Partial<Config>>;
  /** all its arithmetic is in kernels, so that the threads of a team may share it; else the first thread computes it alone */
  divided?: boolean;
  /** computes on the whole batch at once: it needs statistics over the batch, or one large product instead of many small ones */
  wholeBatch?: boolean;
  /** exactly one input, or two and more */
  inputs: 'one' | 'many';
  /** the output is the input under another shape: no copy, no arithmetic */
  alias?: boolean;
  /** works when output and input, outputGradient and inputGradient, are the same arrays */
  inPlace?: boolean;
  /** backward does not read the layer's inputs: between the passes they need not be kept for it */
  forgetsInputs?: boolean;
  /** backward does not read the layer's own output, so that a next layer may work in place on it */
  overwritable?: boolean;
  /** never decreases, so that the largest value of a window stays the largest, and its gradient is zero wherever that creates a tie */
  commutesWithMax?: boolean;
  /** throws LayerProblem when the inputs do not fit */
  outputShape(config: Config, inputs: readonly Shape[]): Shape;
  parameters?(config: Config, inputs: readonly Shape[]): ParameterDefinition[];
  state?(config: Config, inputs: readonly Shape[]): StateDefinition[];
  /** multiply-adds of one sample's forward pass */
  multiplyAdds?(config: Config, inputs: readonly Shape[]): number;
  create(context: LayerContext<Config>): Layer;
  examples: LayerExample[];
}

/** Keeps a definition's own config type inside its file and hides it from the registry. */
export function defineLayer<Config>(definition: LayerDefinition<Config>): LayerDefinition {
  return definition as unknown as LayerDefinition;
}
