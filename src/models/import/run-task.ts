/** From the bytes of a file to the weights of a network, ready to be published; runs in a thread of its own. */
import { readFile } from 'node:fs/promises';
import { createInference, type ErrorCode, type Issue, type NetworkPlan, TrainyardError } from '../../engine/index.ts';
import type { KernelsChoice } from '../../kernels/load.ts';
import { loadKernels } from '../../kernels/load.ts';
import { sha256 } from '../registry.ts';
import { encodeSafetensors } from '../safetensors.ts';
import { arrangeTensors } from './arrange.ts';
import { type ImportFormat, readTensors } from './read.ts';

export interface ImportTask {
  format: ImportFormat;
  path: string;
  /** the name it was sent under, for messages */
  file: string;
  plan: NetworkPlan;
  kernels: KernelsChoice;
}

/** An error class does not survive the way between threads: its parts do. */
export type ImportAnswer = { weights: Uint8Array; fileSha256: string; build: string } | { error: { code: ErrorCode; message: string; hint: string; issues: readonly Issue[] } };

/** Never throws what a person can act on: that comes back as `error`. */
export async function runImport(task: ImportTask): Promise<ImportAnswer> {
  try {
    return await importWeights(task);
  } catch (error) {
    if (!(error instanceof TrainyardError)) throw error;
    const { code, message, hint, issues } = error;
    return { error: { code, message, hint, issues } };
  }
}

async function importWeights({ format, path, file, plan, kernels: choice }: ImportTask): Promise<ImportAnswer> {
  const bytes = await readFile(path);
  const weights = arrangeTensors(plan, readTensors(format, bytes, { file, parameters: plan.parameterCount })).map(({ name, shape, data }) => ({ name, shape, data: Float32Array.from(data) }));
  const kernels = loadKernels(choice);
  createInference({ network: plan, weights, kernels, maxBatch: 1 }).close(); // what cannot predict is not registered
  return { weights: encodeSafetensors(weights), fileSha256: sha256(bytes), build: kernels.build };
}
