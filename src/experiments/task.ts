import type { DatasetContext } from '../datasets/index.ts';
import type { KernelsChoice } from '../kernels/load.ts';
import type { Results } from './definition.ts';

/** What the thread that writes reports is given. */
export interface ReportTask {
  experiment: string;
  /** one per seed; gradient checks are done by the thread */
  results: Omit<Results, 'checks'>[];
  storeLocation: string;
  datasetContext: Omit<DatasetContext, 'log'>;
  kernels: KernelsChoice;
}

export interface ReportAnswer {
  /** one per seed, by name of a band */
  values: Record<string, number>[];
  /** of the first seed, an SVG document */
  figure: string;
  seconds: number;
}
