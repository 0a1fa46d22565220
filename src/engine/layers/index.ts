/** Every layer the builder, the loader, the catalogue and the property tests know. A new one is a file and a line here. */
import type { LayerDefinition } from './definition.ts';
import { add } from './add.ts';
import { avgPool2d } from './avg-pool2d.ts';
import { bias } from './bias.ts';
import { batchNorm } from './batch-norm.ts';
import { concat } from './concat.ts';
import { convTranspose2d } from './conv-transpose2d.ts';
import { conv2d } from './conv2d.ts';
import { dense } from './dense.ts';
import { dropout } from './dropout.ts';
import { elu } from './elu.ts';
import { flatten } from './flatten.ts';
import { gelu } from './gelu.ts';
import { globalAvgPool2d } from './global-avg-pool2d.ts';
import { identity } from './identity.ts';
import { leakyRelu } from './leaky-relu.ts';
import { maxPool2d } from './max-pool2d.ts';
import { permute } from './permute.ts';
import { relu } from './relu.ts';
import { reshape } from './reshape.ts';
import { sigmoid } from './sigmoid.ts';
import { silu } from './silu.ts';
import { softmax } from './softmax.ts';
import { softplus } from './softplus.ts';
import { step } from './step.ts';
import { tanh } from './tanh.ts';

export const layers = {
  dense, conv2d, convTranspose2d, maxPool2d, avgPool2d, globalAvgPool2d, flatten, reshape, permute,
  relu, sigmoid, tanh, step, identity, leakyRelu, elu, gelu, softplus, silu, softmax,
  dropout, batchNorm, bias, add, concat,
} as const satisfies Record<string, LayerDefinition>;

/** The definition of a type, or undefined; own members only, so that "constructor" is no layer. */
export function layerDefinition(type: string): LayerDefinition | undefined {
  return Object.hasOwn(layers, type) ? (layers as Record<string, LayerDefinition>)[type] : undefined;
}
