/** Every optimizer. A new one is a file and a line here. */
import { adadelta } from './adadelta.ts';
import { adagrad } from './adagrad.ts';
import { adam } from './adam.ts';
import { adamw } from './adamw.ts';
import type { OptimizerDefinition } from './definition.ts';
import { momentum } from './momentum.ts';
import { nesterov } from './nesterov.ts';
import { rmsprop } from './rmsprop.ts';
import { sgd } from './sgd.ts';

export const optimizers = { sgd, momentum, nesterov, adagrad, rmsprop, adadelta, adam, adamw } as const satisfies Record<string, OptimizerDefinition>;

export function optimizerDefinition(type: string): OptimizerDefinition | undefined {
  return Object.hasOwn(optimizers, type) ? (optimizers as Record<string, OptimizerDefinition>)[type] : undefined;
}
