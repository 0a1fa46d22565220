/** Every augmentation. A new one is a file and a line here. */
import { crop } from './crop.ts';
import type { AugmentationDefinition } from './definition.ts';
import { elastic } from './elastic.ts';
import { flip } from './flip.ts';
import { noise } from './noise.ts';
import { rotation } from './rotation.ts';
import { scale } from './scale.ts';
import { shift } from './shift.ts';

export const augmentations = { shift, rotation, scale, crop, flip, elastic, noise } as const satisfies Record<string, AugmentationDefinition>;

export function augmentationDefinition(type: string): AugmentationDefinition | undefined {
  return Object.hasOwn(augmentations, type) ? (augmentations as Record<string, AugmentationDefinition>)[type] : undefined;
}
