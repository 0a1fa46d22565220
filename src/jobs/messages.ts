import type { MessagePort } from 'node:worker_threads';
import type { DatasetContext } from '../datasets/index.ts';
import type { ErrorKind, Metrics } from '../engine/index.ts';
import type { KernelsChoice } from '../kernels/load.ts';
import type { CodeVersion } from '../models/index.ts';
import type { Warning } from './doctor/index.ts';
import type { Insight, Outcome as TestOutcome } from './insights/index.ts';
import type { JobError, Progress } from './job.ts';
import type { JobSpec } from './spec/index.ts';

/** What a training thread is told. */
export interface TrainTask {
  id: string;
  spec: JobSpec;
  specHash: string;
  storeLocation: string;
  datasetContext: Omit<DatasetContext, 'log'>;
  kernels: KernelsChoice;
  /** that compute together, this one included */
  threads: number;
  /** seconds that earlier attempts trained */
  spentSeconds: number;
  /** step of the checkpoint that was taken over from another job; null where it is no fork */
  forkedAt: number | null;
  /** the job that is done again, and the hash that should come out */
  reproduces: { jobId: string; weightsSha256: string } | null;
  /** codes of what the doctor said in earlier attempts */
  warned: string[];
  control: Int32Array<SharedArrayBuffer>;
  port: MessagePort;
}

export interface MetricsAt {
  step: number;
  epoch: number;
  values: Metrics;
}

/** What it says while it works; the outcome is the last message. */
export type TrainMessage =
  | { type: 'started'; build: string; code: CodeVersion; dataHash: string; progress: Progress }
  | { type: 'progress'; progress: Progress; loss: number; spentSeconds: number }
  | { type: 'metrics'; points: MetricsAt[]; latest: Metrics }
  | { type: 'checkpoint'; step: number; epoch: number; bytes: number; sha256: string; metrics: Metrics; seconds: number }
  | { type: 'insight'; step: number; epoch: number; insight: Insight }
  | { type: 'outcome-insight'; step: number; epoch: number; outcome: TestOutcome }
  | { type: 'warning'; step: number; epoch: number; warning: Warning }
  | { type: 'log'; step: number; message: string }
  | { type: 'outcome'; outcome: Outcome };

export type Outcome =
  | { kind: 'succeeded'; result: { model: string; version: number; weightsSha256: string }; stopReason: string | null; metrics: Metrics; progress: Progress }
  | { kind: 'cancelled' }
  | { kind: 'handedBack' }
  | { kind: 'failed'; error: JobError; errorKind: ErrorKind };
