import type { Scope } from './scopes.ts';

/** Numbers of jobs that a key may have at once; null: any. */
export interface JobLimits {
  /** waiting */
  queued: number | null;
  /** not finished: waiting, running or paused */
  running: number | null;
}

/** Who asks. */
export interface Principal {
  keyId: string;
  name: string;
  /** SHA-256 of the key; null where none is needed */
  sha256: string | null;
  scopes: readonly Scope[];
  limits: JobLimits;
}

export const ROOT_ID = 'root';
