/** Schema versions of what outlives a process: older ones become today's as they are read, newer ones are refused. */
import { TrainyardError } from '../engine/index.ts';
import type { Attempt } from './job.ts';

/** Of records and stored specs. Raise when their members change their meaning. */
export const RECORD_VERSION = 1;

/** Throws 'build-mismatch' for what a newer program wrote: half understood, it would be ruined. */
export function refuseNewer(what: string, version: unknown, known: number): void {
  const number = Number(version ?? 1);
  if (number <= known) return;
  throw new TrainyardError('build-mismatch', `${what} has schema version ${number}, this program reads ${known}`, { hint: 'a newer Trainyard wrote it: run that version, or a later one' });
}

/** Members that came after the first release, for records that were written before. */
export function migrateRecord<T extends { attempts: Attempt[] }>(record: T): T {
  const attempts = record.attempts.map((attempt) => ({ ...attempt, threads: attempt.threads ?? 1, repeatedSteps: attempt.repeatedSteps ?? 0 }));
  return { code: null, warnings: [], stopRequested: false, reproduces: null, forkedAt: null, owner: null, ...record, attempts };
}

/** Null for what only a newer program can read, where others are to be read too. */
export async function unlessNewer<T>(read: Promise<T>): Promise<T | null> {
  return read.catch((error: unknown) => {
    if (error instanceof TrainyardError && error.code === 'build-mismatch') return null;
    throw error;
  });
}

/** Whether one job or one file is what cannot be used, and not the store or Redis as a whole. */
export function isUnusable(error: unknown): error is TrainyardError {
  return error instanceof TrainyardError && (error.code === 'store-corrupt' || error.code === 'build-mismatch');
}
