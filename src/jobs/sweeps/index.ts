export { advanceOpenSweeps, advanceSweep, type SweepSurroundings } from './advance.ts';
export { restoreSweep, restoreSweeps } from './record.ts';
export { createSweepService, type Sweep, sweepRequestSchema, type SweepService } from './service.ts';
export type { Trial } from './trials.ts';
