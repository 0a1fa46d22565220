import type { ErrorCode, Issue, NamedTensor, NetworkSpec, Semantics, Target } from '../engine/index.ts';
import type { KernelsChoice } from '../kernels/load.ts';

/** What a thread needs to answer. The weights lie in shared memory: posting them copies nothing. */
export interface PredictTask {
  /** names one immutable model version; the thread keeps its network under it */
  key: string;
  kernels: KernelsChoice;
  network: NetworkSpec;
  semantics: Semantics;
  inputShape: number[];
  classes: number;
  target?: Target;
  weights: NamedTensor[];
  /** [count, ...inputShape] */
  inputs: Float32Array;
  count: number;
  /** that the network was trained with: says what its outputs mean */
  loss: string;
}

/** An error class does not survive the way between threads: its parts do. */
export type PredictAnswer = { outputs: Float32Array } | { error: { code: ErrorCode; message: string; hint: string; issues: readonly Issue[] } };
