/** What the archive of a job says: for jobs that have left Redis, and to bring them back. A damaged line is told to `damaged` and left out. */
import { z } from 'zod';
import { TrainyardError } from '../engine/index.ts';
import type { Store } from '../models/index.ts';
import { eventsKey, insightsKey, metricsKey, recordKey } from './archive.ts';
import { checkpointSteps } from './checkpoints.ts';
import type { Point } from './history.ts';
import { OUTCOME } from './insights/index.ts';
import { type Job, type JobEvent, TERMINAL_STATUSES } from './job.ts';
import { decodeNumbers, encode } from './json.ts';
import { type JobRecord, newRecord } from './record.ts';
import { migrateRecord, RECORD_VERSION, refuseNewer } from './schema.ts';

export interface Damage {
  file: string;
  reason: string;
  /** further places in the same file */
  more?: number;
}

export type Damaged = (damage: Damage) => void;
const overlook: Damaged = () => {};

const archivedJob = z.looseObject({
  id: z.string(), status: z.enum(TERMINAL_STATUSES), createdAt: z.string(), finishedAt: z.string(), specHash: z.string(),
  spec: z.looseObject({ model: z.string() }), attempts: z.array(z.looseObject({ number: z.number() })), progress: z.looseObject({ steps: z.number() }), metrics: z.looseObject({}),
});

/** The file, or null where there is none. */
export async function fileText(store: Store, key: string): Promise<string | null> {
  try {
    return new TextDecoder().decode(await store.get(key));
  } catch (error) {
    if (error instanceof TrainyardError && error.code === 'not-found') return null;
    throw error;
  }
}

/** JSON of the shape. Throws 'store-corrupt' naming the file. */
export function parseFile<T>(file: string, text: string, schema: z.ZodType<T>): T {
  const value = jsonOrNothing(text);
  if (value === undefined) throw new TrainyardError('store-corrupt', `${file} is damaged (it is no JSON)`, { hint: 'take it from a backup' });
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [{ path, message }] = parsed.error.issues;
  throw new TrainyardError('store-corrupt', `${file} is damaged (${path.length > 0 ? `${path.join('.')}: ` : ''}${message})`, { hint: 'take it from a backup' });
}

function jsonOrNothing(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A finished job, with those members that only the service needs; null where nothing is archived. Throws 'store-corrupt' and 'build-mismatch'. */
export async function archivedRecord(store: Store, id: string): Promise<JobRecord | null> {
  const text = await fileText(store, recordKey(id));
  if (text === null) return null;
  const { schemaVersion, reproduction, ...job } = parseFile(recordKey(id), text, archivedJob) as unknown as Job & { schemaVersion: number };
  refuseNewer(recordKey(id), schemaVersion, RECORD_VERSION);
  if (job.id !== id) throw new TrainyardError('store-corrupt', `${recordKey(id)} is that of ${job.id}`, { hint: 'take it from a backup' });
  const { spec, specHash, createdAt, attempts, progress } = job;
  const attempt = attempts.at(-1)?.number ?? 0;
  const own = { attempt, lease: attempt + 1, checkpointStep: (await checkpointSteps(store, id)).at(-1) ?? 0, stopRequested: job.stopReason === 'user' };
  const reproduces = reproduction ? { id: reproduction.of, weightsSha256: reproduction.weightsSha256 } : null;
  return migrateRecord({ ...newRecord(id, { spec, specHash, steps: progress.steps, createdAt }), ...job, ...own, reproduces, metrics: decodeNumbers(encode(job.metrics)) });
}

async function* lines(store: Store, key: string, damaged: Damaged): AsyncGenerator<Record<string, unknown>> {
  const text = (await fileText(store, key)) ?? '';
  const rows = text.split('\n');
  for (const [at, row] of rows.entries()) {
    if (row === '') continue;
    const value = jsonOrNothing(row);
    if (value !== null && typeof value === 'object' && !Array.isArray(value)) yield value as Record<string, unknown>;
    else damaged({ file: key, reason: `line ${at + 1} is no JSON object` });
  }
}

export async function archivedPoints(store: Store, id: string, damaged = overlook): Promise<Point[]> {
  const points: Point[] = [];
  for await (const { step, ...values } of lines(store, metricsKey(id), damaged)) points.push({ step: Number(step), values: decodeNumbers(encode(values)) });
  return points;
}

/** By field, as Redis keeps them. */
export async function archivedInsights(store: Store, id: string, damaged = overlook): Promise<Map<string, string>> {
  const fields = new Map<string, string>();
  for await (const { insight, outcome } of lines(store, insightsKey(id), damaged)) {
    if (outcome) fields.set(OUTCOME, encode(outcome));
    else if (insight) fields.set(String((insight as { step: number }).step), encode(insight));
  }
  return fields;
}

/** The whole log. Of a job archived without one: what its record implies. */
export async function archivedEvents(store: Store, record: JobRecord, damaged = overlook): Promise<JobEvent[]> {
  const events: JobEvent[] = [];
  for await (const event of lines(store, eventsKey(record.id), damaged)) {
    if (Number(event.seq) === events.length + 1) events.push(event as unknown as JobEvent);
  }
  if (events.at(-1)?.type === 'end') return events;
  // whoever follows waits for the end
  return [...events, ...impliedEvents(record, events.length)];
}

function impliedEvents({ status, createdAt, startedAt, finishedAt, attempt, progress: { step, epoch }, error, result, metrics }: JobRecord, after: number): JobEvent[] {
  const position = { attempt, step, epoch };
  const nowhere = { attempt: 0, step: 0, epoch: 0 };
  const begin: Omit<JobEvent, 'seq'>[] = after > 0 ? [] : [
    { type: 'status', at: createdAt, ...nowhere, data: { status: 'queued' } },
    ...(startedAt === null ? [] : [{ type: 'status' as const, at: startedAt, ...nowhere, attempt: 1, data: { status: 'running' } }]),
  ];
  const end: Omit<JobEvent, 'seq'>[] = [
    { type: 'status', at: finishedAt!, ...position, data: { status } },
    { type: 'end', at: finishedAt!, ...position, data: { status, error, result, metrics } },
  ];
  return [...begin, ...end].map((event, i) => ({ seq: after + i + 1, ...event }));
}
