/**
 * Loaded into the measured processes (`--import`): at SIGUSR2 the heap is collected and what is still in use written to the file that
 * HEAP_FILE names, with the process id behind it. Resident memory alone does not tell garbage from a leak.
 */
import { renameSync, writeFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

const file = process.env.HEAP_FILE;
if (isMainThread && file) {
  process.on('SIGUSR2', () => {
    globalThis.gc!();
    writeFileSync(`${file}.${process.pid}.new`, String(process.memoryUsage().heapUsed));
    renameSync(`${file}.${process.pid}.new`, `${file}.${process.pid}`);
  });
}
