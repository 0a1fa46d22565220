import { z } from 'zod';
import { type InitializerDefinition, normalInitializer } from './definition.ts';

const config = z.strictObject({ std: z.number().positive().describe('standard deviation') });

export const normal: InitializerDefinition<z.infer<typeof config>> = {
  type: 'normal',
  summary: 'Normal draws with a fixed standard deviation.',
  source: 'Deep Learning from Scratch, ch. 6.2',
  config,
  defaults: { modern: { std: 0.01 }, book: { std: 0.01 } },
  create: ({ std }) => normalInitializer(() => std),
};
