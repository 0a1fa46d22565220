/** Entry of the thread that writes reports of experiments: one task in, its answer out. */
export { runTask as report } from '../src/experiments/run-task.ts';
