/** Entries of a prediction thread: one task in, its answer out. */
export { runTask as predict, runWarmUp as warmUp } from '../src/serving/run-task.ts';
