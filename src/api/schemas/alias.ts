import { z } from 'zod';
import { timeSchema } from './common.ts';
import { modelNameSchema } from './model.ts';

export const aliasParams = modelNameSchema.extend({ alias: z.string().max(64).describe('Name of the alias, such as production: lower-case letters, digits, ".", "_" and "-", beginning with a letter. `latest` is always the newest version.') });

const expected = z.int().min(1).nullable().optional().describe('The version that it has to name now, null: none. With another the answer is 409 and nothing changes.');

export const setAliasSchema = z.strictObject({ version: z.int().min(1).describe('Number of the version that it names from now on.'), expected }).meta({ id: 'AliasRequest' });

export const rollBackSchema = z.strictObject({ expected }).meta({ id: 'RollbackRequest' });

export const aliasSchema = z.object({
  object: z.literal('alias'),
  model: z.string(),
  alias: z.string(),
  version: z.int().describe('The version that it names.'),
  history: z.array(z.object({
    action: z.enum(['set', 'rolled-back', 'deleted']),
    version: z.int().nullable().describe('What it named from then on; null: nothing.'),
    from: z.int().nullable().describe('What it named before.'),
    at: timeSchema,
    by: z.object({ keyId: z.string(), name: z.string() }).describe('The API key.'),
  })).describe('Newest first, the last 200. Of `latest` it is empty: versions say when they were made.'),
}).meta({ id: 'Alias', description: 'A name for a version that can be moved to another.' });
