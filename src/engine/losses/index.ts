/** Every loss. A new one is a file and a line here. */
import { binaryCrossEntropy } from './binary-cross-entropy.ts';
import type { LossDefinition } from './definition.ts';
import { huber } from './huber.ts';
import { l1 } from './l1.ts';
import { meanSquaredError } from './mean-squared-error.ts';
import { softmaxCrossEntropy } from './softmax-cross-entropy.ts';
import { sumOfSquares } from './sum-of-squares.ts';

export const losses = {
  'softmax-cross-entropy': softmaxCrossEntropy,
  'mean-squared-error': meanSquaredError,
  'sum-of-squares': sumOfSquares,
  'binary-cross-entropy': binaryCrossEntropy,
  l1,
  huber,
} as const satisfies Record<string, LossDefinition>;

export function lossDefinition(type: string): LossDefinition | undefined {
  return Object.hasOwn(losses, type) ? (losses as Record<string, LossDefinition>)[type] : undefined;
}
