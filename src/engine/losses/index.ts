/** Every loss. A new one is a file and a line here. */
import type { LossDefinition } from './definition.ts';
import { meanSquaredError } from './mean-squared-error.ts';
import { softmaxCrossEntropy } from './softmax-cross-entropy.ts';

export const losses = { 'softmax-cross-entropy': softmaxCrossEntropy, 'mean-squared-error': meanSquaredError } as const satisfies Record<string, LossDefinition>;

export function lossDefinition(type: string): LossDefinition | undefined {
  return Object.hasOwn(losses, type) ? (losses as Record<string, LossDefinition>)[type] : undefined;
}
