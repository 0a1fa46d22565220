import { z } from 'zod';
import { type InitializerDefinition, normalInitializer } from './definition.ts';

export const he: InitializerDefinition<Record<string, never>> = {
  type: 'he',
  summary: 'Normal draws with standard deviation sqrt(2/fanIn), for relu.',
  source: 'He et al. 2015; Deep Learning from Scratch, ch. 6.2.3',
  config: z.strictObject({}),
  defaults: { modern: {}, book: {} },
  create: () => normalInitializer((fanIn) => Math.sqrt(2 / fanIn)),
};
