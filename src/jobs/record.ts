/**
 * The job record: a Redis hash that only `change` writes. Each change names the states it is allowed in and, for a consumer, the
 * number of its attempt; a script compares and sets in one step, so a terminal state is written once and a consumer that lost its
 * lease can write nothing.
 */
import type { Redis } from 'ioredis';
import { TrainyardError } from '../engine/index.ts';
import { COUNT_CHANGE } from './counts.ts';
import type { Job, JobEventType, JobStatus } from './job.ts';
import { now } from './job.ts';
import { decodeNumbers, encode } from './json.ts';
import { keys } from './keys.ts';
import { type JobLimits, refuse, ROOM, roomArguments } from './owners.ts';
import { migrateRecord, RECORD_VERSION, refuseNewer } from './schema.ts';
import type { JobSpec } from './spec/index.ts';

export { RECORD_VERSION };

/** A record with what only the service itself needs. */
export interface JobRecord extends Job {
  /** number of the current attempt, 0 before the first */
  attempt: number;
  /** number of the queue entry that may start the next attempt */
  lease: number;
  /** attempts lost since a newer checkpoint was last seen */
  restarts: number;
  /** step of the newest checkpoint, 0 without one */
  checkpointStep: number;
  /** checkpointStep when an attempt was last lost */
  restartStep: number;
  /** the job that this one does again, and the hash that should come out */
  reproduces: { id: string; weightsSha256: string } | null;
  /** step of the checkpoint that it began with, taken from its parent; null: it began at the beginning */
  forkedAt: number | null;
  /** a user asked to end early and to keep what there is */
  stopRequested: boolean;
  /** id of the API key that submitted it; null: nobody's, as a trial of a sweep */
  owner: string | null;
  /** seconds of training so far, for limits.maxSeconds */
  spentSeconds: number;
}

export interface EventDraft {
  type: JobEventType;
  attempt?: number;
  step?: number;
  epoch?: number;
  data: Record<string, unknown>;
}

export interface Change {
  /** states in which the change applies; null: any */
  from: readonly JobStatus[] | null;
  /** attempt that must be the current one; null: whoever */
  attempt: number | null;
  set?: Partial<JobRecord>;
  /** metrics to add to the history, by step */
  points?: readonly { step: number; values: Record<string, number> }[];
  /** insights to keep, by their field */
  insights?: readonly { field: string; document: unknown }[];
  events?: EventDraft[];
}

export type ChangeResult = { ok: true } | { ok: false; reason: 'missing' | 'state' | 'fenced'; status: JobStatus | null };

const APPLY = `
local status = redis.call('HGET', KEYS[1], 'status')
if not status then return {'missing', ''} end
if ARGV[1] ~= '' and not string.find(ARGV[1], ',' .. status .. ',', 1, true) then return {'state', status} end
if ARGV[2] ~= '' and redis.call('HGET', KEYS[1], 'attempt') ~= ARGV[2] then return {'fenced', status} end
local at = 6
local before = status
for i = 1, tonumber(ARGV[3]) do
  redis.call('HSET', KEYS[1], ARGV[at], ARGV[at + 1])
  at = at + 2
end
for i = 1, tonumber(ARGV[4]) do
  redis.call('HSET', KEYS[3], ARGV[at], ARGV[at + 1])
  at = at + 2
end
for i = 1, tonumber(ARGV[5]) do
  redis.call('HSET', KEYS[4], ARGV[at], ARGV[at + 1])
  at = at + 2
end
for i = at, #ARGV - 2 do
  local seq = redis.call('HINCRBY', KEYS[1], 'seq', 1)
  redis.call('XADD', KEYS[2], seq .. '-0', 'event', ARGV[i])
end
${COUNT_CHANGE}
if at <= #ARGV - 2 then redis.call('PUBLISH', ARGV[#ARGV - 1], ARGV[#ARGV]) end
return {'ok', status}
`;

const CREATE = `
${ROOM}
if redis.call('EXISTS', KEYS[1]) == 1 then return 'there' end
if KEYS[7] then
  local full = room(KEYS[7], ARGV[4], ARGV[5], ARGV[6])
  if full ~= '' then return full end
  redis.call('SADD', KEYS[7], ARGV[1])
end
for i = 7, #ARGV, 2 do redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1]) end
redis.call('HSET', KEYS[1], 'seq', 1)
redis.call('XADD', KEYS[2], '1-0', 'event', ARGV[2])
redis.call('ZADD', KEYS[3], 0, ARGV[1])
redis.call('SADD', KEYS[4], ARGV[1])
local before = false
${COUNT_CHANGE}
redis.call('PUBLISH', ARGV[3], ARGV[1])
return ''
`;

/** A new record in state `queued` with its first event; false when there is one already. Throws 'too-many-jobs' when its owner has no room for it within `limits`. */
export async function createRecord(redis: Redis, record: JobRecord, limits?: JobLimits): Promise<boolean> {
  const event = encodeEvent({ type: 'status', data: { status: record.status } });
  const { id, owner } = record;
  const touched = [keys.job(id), keys.events(id), keys.index, keys.open, keys.inState, keys.entered, ...(owner === null ? [] : [keys.owned(owner)])];
  const found = await redis.eval(CREATE, touched.length, ...touched, id, event, keys.wake, ...roomArguments(limits), 'schemaVersion', String(RECORD_VERSION), ...toFields(record));
  if (found === 'there') return false;
  refuse(found as string);
  return true;
}

export async function change(redis: Redis, id: string, { from, attempt, set = {}, points = [], insights = [], events = [] }: Change): Promise<ChangeResult> {
  const fields = toFields(set);
  const [result, status] = (await redis.eval(
    APPLY, 6, keys.job(id), keys.events(id), keys.points(id), keys.insights(id), keys.inState, keys.entered,
    from ? `,${from.join(',')},` : '', attempt ?? '', fields.length / 2, points.length, insights.length,
    ...fields, ...points.flatMap(({ step, values }) => [step, encode(values)]), ...insights.flatMap(({ field, document }) => [field, encode(document)]), ...events.map(encodeEvent), keys.wake, id,
  )) as [string, JobStatus | ''];
  return result === 'ok' ? { ok: true } : { ok: false, reason: result as 'missing' | 'state' | 'fenced', status: status || null };
}

export function encodeEvent({ type, attempt = 0, step = 0, epoch = 0, data }: EventDraft): string {
  return encode({ type, at: now(), attempt, step, epoch, data });
}

/** Compared by the scripts, so kept without quotes; everything else is JSON. */
const TEXT = ['status', 'id'] as const;

/** Names and values as the hash keeps them, in turn. */
export function toFields(values: Partial<JobRecord>): string[] {
  const { queue: _derived, reproduction: _derivedToo, object: _constant, ...kept } = values;
  return Object.entries(kept).flatMap(([name, value]) => (value === undefined ? [] : [name, TEXT.includes(name as 'id') ? String(value) : encode(value)]));
}

export function fromFields(fields: Record<string, string>): JobRecord {
  const { metrics, seq: _seq, schemaVersion, trimmed: _trimmed, ...rest } = fields;
  refuseNewer(`job ${fields.id}`, schemaVersion, RECORD_VERSION);
  const values = Object.fromEntries(Object.entries(rest).map(([name, text]) => [name, TEXT.includes(name as 'id') ? text : (JSON.parse(text) as unknown)]));
  return migrateRecord({ object: 'job', queue: { position: null, reason: null }, ...values, metrics: decodeNumbers(metrics) } as unknown as JobRecord);
}

/** Throws 'not-found'. */
export async function readRecord(redis: Redis, id: string): Promise<JobRecord> {
  const record = await findRecord(redis, id);
  if (!record) throw missing(id);
  return record;
}

export const missing = (id: string): TrainyardError => new TrainyardError('not-found', `there is no job "${id}"`, { hint: 'GET /api/v1/jobs lists what there is; one that ended long ago may have expired and been removed' });


export async function findRecord(redis: Redis, id: string): Promise<JobRecord | null> {
  const fields = await redis.hgetall(keys.job(id));
  return fields.status === undefined ? null : fromFields(fields);
}

export function newRecord(id: string, { spec, specHash, steps, createdAt }: { spec: JobSpec; specHash: string; steps: number; createdAt: string }): JobRecord {
  return {
    object: 'job', id, status: 'queued', createdAt, startedAt: null, finishedAt: null, parent: null, spec, specHash, dataHash: null, build: null, code: null, attempts: [],
    progress: { step: 0, steps, epoch: 0, epochs: spec.epochs ?? null, samplesPerSecond: null, etaSeconds: null },
    metrics: {}, queue: { position: null, reason: null }, error: null, stopReason: null, warnings: [], reproduction: null, result: null,
    attempt: 0, lease: 1, restarts: 0, checkpointStep: 0, restartStep: 0, stopRequested: false, reproduces: null, forkedAt: null, owner: null, spentSeconds: 0,
  };
}

/** The record without what is nobody else's business. */
export function toJob({ attempt: _a, lease: _l, restarts: _r, checkpointStep: _c, restartStep: _s, stopRequested: _q, spentSeconds: _t, forkedAt: _f, owner: _o, reproduces, ...job }: JobRecord): Job {
  const { result } = job;
  return { ...job, reproduction: reproduces && { of: reproduces.id, weightsSha256: reproduces.weightsSha256, identical: result && result.weightsSha256 === reproduces.weightsSha256 } };
}
