/** Every layer the builder, the loader, the catalogue and the property tests know. A new one is a file and a line here. */
import { add } from './add.ts';
import { batchNorm } from './batch-norm.ts';
import { concat } from './concat.ts';
import { conv2d } from './conv2d.ts';
import type { LayerDefinition } from './definition.ts';
import { dense } from './dense.ts';
import { dropout } from './dropout.ts';
import { flatten } from './flatten.ts';
import { maxPool2d } from './max-pool2d.ts';
import { relu } from './relu.ts';
import { sigmoid } from './sigmoid.ts';

export const layers = { dense, conv2d, maxPool2d, flatten, relu, sigmoid, dropout, batchNorm, add, concat } as const satisfies Record<string, LayerDefinition>;

/** The definition of a type, or undefined; own members only, so that "constructor" is no layer. */
export function layerDefinition(type: string): LayerDefinition | undefined {
  return Object.hasOwn(layers, type) ? (layers as Record<string, LayerDefinition>)[type] : undefined;
}
