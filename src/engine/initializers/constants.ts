import { z } from 'zod';
import type { InitializerDefinition } from './definition.ts';

function constant(type: string, value: number): InitializerDefinition<Record<string, never>> {
  return {
    type,
    summary: `Every value ${value}.`,
    source: 'Deep Learning from Scratch, ch. 6.2.1',
    config: z.strictObject({}),
    defaults: { modern: {}, book: {} },
    create: () => (target) => void target.fill(value),
  };
}

export const zeros = constant('zeros', 0);
export const ones = constant('ones', 1);
