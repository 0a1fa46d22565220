/** Every optimizer. A new one is a file and a line here. */
import { adam } from './adam.ts';
import type { OptimizerDefinition } from './definition.ts';
import { momentum } from './momentum.ts';
import { sgd } from './sgd.ts';

export const optimizers = { sgd, momentum, adam } as const satisfies Record<string, OptimizerDefinition>;

export function optimizerDefinition(type: string): OptimizerDefinition | undefined {
  return Object.hasOwn(optimizers, type) ? (optimizers as Record<string, OptimizerDefinition>)[type] : undefined;
}
