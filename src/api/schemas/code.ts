import { z } from 'zod';

export const codeSchema = z.object({
  version: z.string(),
  commit: z.string().optional().describe('Of git, where it runs from a clone or from a package that was built in one.'),
}).meta({ id: 'CodeVersion' });
