/** Every operator that is read. A new one is a function in its family and a member there. */
import type { Operator } from './definition.ts';
import { elementwise } from './elementwise.ts';
import { images } from './images.ts';
import { linear } from './linear.ts';
import { matMul } from './matmul.ts';
import { normalization } from './normalization.ts';
import { shapes } from './shapes.ts';

/** Constants are looked at before: they make no layer. */
const operators = { ...linear, MatMul: matMul, ...images, ...normalization, ...elementwise, ...shapes } as const satisfies Record<string, Operator>;

export const OPERATORS: readonly string[] = [...Object.keys(operators), 'Constant'].toSorted();

export const operatorOf = (name: string): Operator | undefined => (Object.hasOwn(operators, name) ? (operators as Record<string, Operator>)[name] : undefined);
