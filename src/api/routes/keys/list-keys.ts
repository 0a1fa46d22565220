import type { Route } from '../../deps.ts';
import { keySchema } from '../../schemas/access.ts';
import { list, listOf, problems } from '../../schemas/common.ts';

export const listKeys: Route = (app, { access }) => {
  app.get('/api/v1/keys', {
    config: { scope: 'admin' },
    schema: { operationId: 'listKeys', tags: ['access'], summary: 'List API keys, oldest first', description: 'Revoked and expired ones too; the key of the settings is the first, with the id `root`.', response: { 200: listOf(keySchema), ...problems(503) } },
  }, async () => list((await access.keys.list()).map((key) => ({ object: 'key' as const, ...key, scopes: [...key.scopes] })), ({ id }) => id));
};
