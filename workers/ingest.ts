/** Entry of the thread that decodes uploads: one task in, its answer out. */
export { runIngest as ingest } from '../src/datasets/uploads/ingest.ts';
