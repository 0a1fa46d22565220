import type { ErrorCode, Issue, NamedTensor, NetworkSpec, Semantics, Shape, Target } from '../engine/index.ts';
import type { KernelsChoice } from '../kernels/load.ts';
import type { ModelVersion } from '../models/index.ts';

/** What is served, without its weights: a version of a model, or a checkpoint of a job. */
export interface Servable {
  /** names it and its weights */
  key: string;
  /** what has the same slot takes its place: a newer checkpoint that of an older one */
  slot: string;
  kernels: KernelsChoice;
  network: NetworkSpec;
  semantics: Semantics;
  inputShape: number[];
  classes: number;
  target?: Target;
  /** that the network was trained with: says what its outputs mean */
  loss: string;
}

/** As a thread computes with it. The weights lie in shared memory: posting them copies nothing. */
export interface ServedModel extends Servable {
  weights: NamedTensor[];
}

/** Samples and their answers in memory that both sides see. */
export interface BatchMemory {
  /** [rows, ...inputShape] */
  inputs: Float32Array;
  /** [rows, columns]: the network's own outputs */
  raw: Float32Array;
  /** [rows, columns]: what they mean, see `answersOf` */
  answers: Float32Array;
}

/** Both sides have it under its id: to send it with every batch would cost more than a small network. */
export interface SharedBatchMemory extends BatchMemory {
  id: number;
}

export interface PredictTask {
  key: string;
  slot: string;
  /** id */
  memory: number;
  /** rows of it that are to be computed */
  rows: number;
  /** where the thread has to be told */
  told?: { model: ServedModel; memory: SharedBatchMemory };
}

/** Microseconds of a call with one row, and what each further row adds. */
export interface Cost {
  call: number;
  row: number;
}

export interface WarmUpTask {
  warmUp: Servable;
  /** the bytes of weights.safetensors with what they have to be, or of a checkpoint; read here, since that takes long for large ones */
  weights: Uint8Array;
  published: Pick<ModelVersion, 'model' | 'version' | 'weightsSha256'> | null;
}

/** What layers answer to a few samples. */
export interface LookTask {
  model: ServedModel;
  inputs: Float32Array;
  count: number;
  /** in any order */
  layers: readonly string[];
}

/** A layer's output over the samples. */
export interface LayerActivations {
  layer: string;
  type: string;
  /** of one sample */
  shape: Shape;
  /** [count, ...shape] */
  values: Float32Array;
}

/** An error class does not survive the way between threads: its parts do. */
export interface Failure {
  error: { code: ErrorCode; message: string; hint: string; issues: readonly Issue[] };
}

/** `unknown`: the thread does not have the model or the memory (any more), and wants to be told. */
export type PredictAnswer = { microseconds: number } | { unknown: true } | Failure;
export type WarmUpAnswer = { model: ServedModel; cost: Cost; columns: number } | Failure;
export type LookAnswer = LayerActivations[] | Failure;
