/** Entries of a prediction thread: one task in, its answer out. */
export { runLook as look, runTask as predict, runWarmUp as warmUp } from '../src/serving/run-task.ts';
