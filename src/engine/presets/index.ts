/** Every preset. A new one is a file and a line here. */
import { deepConvnet } from './deep-convnet.ts';
import type { PresetDefinition } from './definition.ts';
import { simpleConvnet } from './simple-convnet.ts';
import { twoLayerNet } from './two-layer-net.ts';

export const presets = { 'two-layer-net': twoLayerNet, 'simple-convnet': simpleConvnet, 'deep-convnet': deepConvnet } as const satisfies Record<string, PresetDefinition>;

export function presetDefinition(type: string): PresetDefinition | undefined {
  return Object.hasOwn(presets, type) ? (presets as Record<string, PresetDefinition>)[type] : undefined;
}
