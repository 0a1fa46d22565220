/** From a version and its weights to a file; runs in a thread of its own. */
import { type ErrorCode, type Issue, type NamedTensor, planNetwork, TrainyardError } from '../../engine/index.ts';
import { type KernelsChoice, loadKernels } from '../../kernels/load.ts';
import type { ModelVersion } from '../model.ts';
import { type ExportFormatName, exportFormats } from './formats.ts';
import type { Layout } from './model.ts';

export interface ExportTask {
  version: ModelVersion;
  weights: NamedTensor[];
  format: ExportFormatName;
  layout: Layout;
  kernels: KernelsChoice;
}

/** An error class does not survive the way between threads: its parts do. */
export type ExportAnswer = { bytes: Uint8Array } | { error: { code: ErrorCode; message: string; hint: string; issues: readonly Issue[] } };

/** Never throws what a person can act on: that comes back as `error`. */
export function runExport({ version, weights, format, layout, kernels }: ExportTask): ExportAnswer {
  try {
    const { network, inputShape, classes, target, semantics } = version;
    const plan = planNetwork(network, { inputShape, classes: classes.length, target }, semantics);
    return { bytes: exportFormats[format].write({ version, plan, weights }, { layout, kernels: loadKernels(kernels) }) };
  } catch (error) {
    if (!(error instanceof TrainyardError)) throw error;
    const { code, message, hint, issues } = error;
    return { error: { code, message, hint, issues } };
  }
}
