import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Experiment, ExperimentRun } from '../../src/client/index.ts';

/** What a run of one experiment came to; kept, so that a few can be run again without the others. */
export interface Row {
  seeds: number[];
  verdict: 'inside' | 'outside';
  bands: ExperimentRun['bands'];
  /** of one seed */
  seconds: number;
  date: string;
  commit: string;
}

export interface BookResults {
  machine: string;
  rows: Record<string, Row>;
}

const file = new URL('../../docs/book/results.json', import.meta.url);

export const readResults = (): BookResults => (existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as BookResults) : { machine: '', rows: {} });

/** In the order of the catalogue; experiments that are no more are left out. */
export function writeResults(results: BookResults, experiments: readonly Experiment[]): void {
  const rows = Object.fromEntries(experiments.flatMap(({ id }) => (results.rows[id] ? [[id, results.rows[id]]] : [])));
  writeFileSync(file, `${JSON.stringify({ ...results, rows }, null, 1)}\n`);
}
