import { z } from 'zod';
import type { Route } from '../../deps.ts';
import { auditEntrySchema } from '../../schemas/access.ts';
import { limitSchema, list, listOf, problems } from '../../schemas/common.ts';

const query = z.strictObject({
  limit: limitSchema,
  after: z.string().regex(/^\d{1,16}-\d{1,16}$/, 'is no id of an entry').optional().describe('Continue after this entry (the lastId of the page before).'),
});

export const listAudit: Route = (app, { access }) => {
  app.get('/api/v1/audit', {
    config: { scope: 'admin' },
    schema: {
      operationId: 'listAudit',
      tags: ['access'],
      summary: 'List who did what, newest first',
      description: 'About the last 10,000 entries; the log of the service has all of them, as lines with `"audit": true`.',
      querystring: query,
      response: { 200: listOf(auditEntrySchema), ...problems(400, 503) },
    },
  }, async (request) => {
    const { data, hasMore } = await access.audit.list(request.query);
    return list(data.map((entry) => ({ object: 'audit_entry' as const, ...entry })), ({ id }) => id, hasMore);
  });
};
