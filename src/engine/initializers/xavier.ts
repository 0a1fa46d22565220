import { z } from 'zod';
import { type InitializerDefinition, normalInitializer } from './definition.ts';

export const xavier: InitializerDefinition<Record<string, never>> = {
  type: 'xavier',
  summary: 'Normal draws with standard deviation sqrt(1/fanIn), for sigmoid and tanh.',
  source: 'Glorot and Bengio 2010, in the form of Deep Learning from Scratch, ch. 6.2.2',
  config: z.strictObject({}),
  defaults: { modern: {}, book: {} },
  create: () => normalInitializer((fanIn) => Math.sqrt(1 / fanIn)),
};
