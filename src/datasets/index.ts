export { describeDataset, describeDatasets, readSamples, samples } from './describe.ts';
export type { DatasetDescription, Sample } from './describe.ts';
export { findDataset, knownDatasets, loadDataset, openDataset } from './load.ts';
export type { DatasetRequest } from './load.ts';
export { datasets } from './registry.ts';
export type { Availability, Dataset, DatasetContext, DatasetDefinition, ImagePreparation } from './types.ts';
