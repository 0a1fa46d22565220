/** Entry of the thread that reads weights from outside: one task in, its answer out. */
export { runImport } from '../src/models/import/run-task.ts';
