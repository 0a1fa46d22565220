export { type Consumer, type ConsumerDependencies, createConsumer } from './consumer.ts';
export type { CheckpointEntry } from './checkpoints.ts';
export type { Warning } from './doctor/index.ts';
export type { Filters, Insight, Insights, Outcome } from './insights/index.ts';
export type { Answer, Begun, Idempotency } from './idempotency.ts';
export type { MetricPoint } from './history.ts';
export { type Attempt, isTerminal, type Job, JOB_STATUSES, type JobError, type JobEvent, type JobEventType, type JobStatus, type Progress, TERMINAL_STATUSES } from './job.ts';
export { type Sweep, sweepRequestSchema, type SweepService, type Trial } from './sweeps/index.ts';
export { createJobService, type JobQuery, type JobService, type JobServiceDependencies } from './service.ts';
