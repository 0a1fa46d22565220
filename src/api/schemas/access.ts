import { z } from 'zod';
import { AUDIT_ACTIONS, SCOPES } from '../../access/index.ts';
import { timeSchema } from './common.ts';

const scopesSchema = z.array(z.enum(SCOPES)).min(1).max(SCOPES.length).describe('admin has them all; train has read too.');
const most = z.int().min(1).max(1_000_000).nullable();

export const keyRequestSchema = z.strictObject({
  name: z.string().regex(/^[^\p{Cc}]{1,100}$/u, '1 to 100 characters without control characters').describe('For whom or what it is.'),
  scopes: scopesSchema,
  expiresAt: z.iso.datetime().refine((time) => Date.parse(time) > Date.now(), 'lies in the past').nullable().default(null).describe('UTC; null: never.'),
  limits: z.strictObject({
    queued: most.optional().describe('Jobs that wait at once; null: any number; by default MAX_QUEUED_JOBS.'),
    running: most.default(null).describe('Jobs that are not finished at once (waiting, running, paused); null: any number.'),
  }).default({ running: null }),
}).meta({ id: 'KeyRequest', description: 'A key to be made.' });

const members = {
  object: z.literal('key'),
  id: z.string(),
  name: z.string(),
  scopes: z.array(z.enum(SCOPES)),
  limits: z.object({ queued: z.int().nullable(), running: z.int().nullable() }),
  createdAt: timeSchema.nullable().describe('Null of the root key.'),
  expiresAt: timeSchema.nullable(),
  lastUsedAt: timeSchema.nullable().describe('To the minute.'),
  revokedAt: timeSchema.nullable(),
};

export const keySchema = z.object(members).meta({ id: 'Key', description: 'An API key, without the key itself.' });
export const newKeySchema = z.object({ ...members, key: z.string().describe('Shown this once: the service keeps its SHA-256 only.') }).meta({ id: 'NewKey' });

export const sessionLinkSchema = z.object({
  object: z.literal('session_link'),
  path: z.string().describe('Open it in a browser, behind the address of the service. It works once.'),
  expiresAt: timeSchema,
}).meta({ id: 'SessionLink' });

export const ticketSchema = z.object({
  object: z.literal('ticket'),
  ticket: z.string().describe('For `?ticket=` of one event stream.'),
  expiresAt: timeSchema,
}).meta({ id: 'Ticket' });

export const auditEntrySchema = z.object({
  object: z.literal('audit_entry'),
  id: z.string(),
  at: timeSchema,
  action: z.enum(AUDIT_ACTIONS),
  keyId: z.string().nullable().describe('Who did it; null: somebody unknown.'),
  address: z.string(),
  requestId: z.string(),
  target: z.string().nullable().describe('What it was done to.'),
}).meta({ id: 'AuditEntry' });
