/** Every preset. A new one is a file and a line here. */
import { deepConvnet } from './deep-convnet.ts';
import { autoencoder } from './autoencoder.ts';
import type { PresetDefinition } from './definition.ts';
import { inceptionSmall } from './inception-small.ts';
import { lenet } from './lenet.ts';
import { multiLayerNet, multiLayerNetExtend } from './multi-layer-net.ts';
import { resnetSmall } from './resnet-small.ts';
import { simpleConvnet } from './simple-convnet.ts';
import { twoLayerNet } from './two-layer-net.ts';
import { vggSmall } from './vgg-small.ts';

export const presets = {
  'two-layer-net': twoLayerNet,
  'multi-layer-net': multiLayerNet,
  'multi-layer-net-extend': multiLayerNetExtend,
  'simple-convnet': simpleConvnet,
  'deep-convnet': deepConvnet,
  lenet,
  'vgg-small': vggSmall,
  'inception-small': inceptionSmall,
  'resnet-small': resnetSmall,
  autoencoder,
} as const satisfies Record<string, PresetDefinition>;

export function presetDefinition(type: string): PresetDefinition | undefined {
  return Object.hasOwn(presets, type) ? (presets as Record<string, PresetDefinition>)[type] : undefined;
}
