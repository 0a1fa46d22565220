/** Entry of a prediction thread: one task in, its answer out. */
export { runTask as predict } from '../src/serving/run-task.ts';
