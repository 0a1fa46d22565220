import type { ErrorCode, Metrics } from '../engine/index.ts';
import type { CodeVersion } from '../models/index.ts';
import type { Warning } from './doctor/index.ts';
import type { JobSpec } from './spec/index.ts';

export const JOB_STATUSES = ['queued', 'running', 'succeeded', 'failed', 'cancelled', 'pausing', 'paused', 'cancelling'] as const;
export type JobStatus = (typeof JOB_STATUSES)[number];

export const TERMINAL_STATUSES = ['succeeded', 'failed', 'cancelled'] as const satisfies readonly JobStatus[];
export const isTerminal = (status: JobStatus): boolean => (TERMINAL_STATUSES as readonly JobStatus[]).includes(status);

/** One execution of a job. */
export type Attempt = {
  number: number;
  consumer: string;
  /** that compute together */
  threads: number;
  startedAt: string;
  endedAt: string | null;
  /** step it went on from */
  fromStep: number;
  /** steps that an earlier attempt had done beyond that, done again */
  repeatedSteps: number;
  /** why it ended; null while it runs */
  ended: 'succeeded' | 'failed' | 'cancelled' | 'handed-back' | 'lost' | null;
};

export interface Progress {
  step: number;
  steps: number;
  epoch: number;
  epochs: number | null;
  samplesPerSecond: number | null;
  etaSeconds: number | null;
}

export interface JobError {
  code: ErrorCode;
  message: string;
  hint: string;
}

/** A job done again to see whether the same bytes come out. */
export interface Reproduction {
  of: string;
  weightsSha256: string;
  /** null until it has succeeded */
  identical: boolean | null;
}

/** What the user asked for and what became of it, as in the wire document. Times are ISO 8601 UTC. */
export interface Job {
  object: 'job';
  id: string;
  status: JobStatus;
  createdAt: string;
  startedAt: string | null;
  finishedAt: string | null;
  parent: string | null;
  spec: JobSpec;
  specHash: string;
  dataHash: string | null;
  build: string | null;
  /** the Trainyard that computes; null until it begins, and for jobs older than this member */
  code: CodeVersion | null;
  attempts: Attempt[];
  progress: Progress;
  metrics: Metrics;
  queue: { position: number | null; reason: string | null };
  error: JobError | null;
  stopReason: string | null;
  /** what the training doctor found, in the order in which it did */
  warnings: Warning[];
  /** what it is to give again, and whether it did; null where it is no reproduction */
  reproduction: Reproduction | null;
  result: { model: string; version: number; weightsSha256: string } | null;
}

export type JobEventType = 'status' | 'progress' | 'metrics' | 'insights' | 'checkpoint' | 'log' | 'warning' | 'end';

/** An entry of a job's log; `seq` counts from 1 without gaps. */
export interface JobEvent {
  seq: number;
  type: JobEventType;
  at: string;
  attempt: number;
  step: number;
  epoch: number;
  data: Record<string, unknown>;
}

export const now = (): string => new Date().toISOString();
