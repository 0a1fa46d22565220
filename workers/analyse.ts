/** Entry of the analysis thread: one task in, its answer out. */
export { runTask as analyse } from '../src/analysis/run-task.ts';
