/** Entry of the thread that writes models as files: one task in, its answer out. */
export { runExport } from '../src/models/export/run-task.ts';
