/** Receiving data sets: for the API process. Threads that train need `../index.ts` only. */
export type { UploadFormat } from './format.ts';
export { uploadFormats } from './formats/index.ts';
export { imagePreparationSchema } from './manifest.ts';
export { checkUploadName, createDatasetUploads } from './uploads.ts';
export type { DatasetUploads, DatasetUploadsDeps, UploadLimits, UploadRequest } from './uploads.ts';
