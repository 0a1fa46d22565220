import type { NamedTensor, NetworkPlan } from '../../engine/index.ts';
import type { ModelVersion } from '../model.ts';

/** What an export is made of. */
export interface ExportedModel {
  version: ModelVersion;
  plan: NetworkPlan;
  weights: readonly NamedTensor[];
}

/** How images come in: ONNX models of other tools are NCHW, this service's own samples NHWC. */
export const LAYOUTS = ['NCHW', 'NHWC'] as const;
export type Layout = (typeof LAYOUTS)[number];

export interface ExportOptions {
  layout: Layout;
}
