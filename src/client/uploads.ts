import type { components, operations } from './api.gen.ts';
import { errorOf } from './errors.ts';

export type Dataset = components['schemas']['Dataset'];

type Parts = operations['createDataset']['requestBody']['content']['multipart/form-data'];

/** A dataset to upload; which files and options there are depends on the format (see `createDataset` in /openapi.json). */
export interface DatasetUpload extends Pick<Parts, 'name' | 'format' | 'title' | 'summary' | 'source' | 'options'> {
  /** by part, such as `{ file }` or `{ trainImages, trainLabels, testImages, testLabels }`; in Node, `openAsBlob` of `node:fs` streams a file */
  files: Readonly<Record<string, Blob>>;
}

/** Sends the fields before the files, so that what is wrong with them is said before the data travels. */
export async function uploadDataset({ files, options, ...fields }: DatasetUpload, to: { url: string; headers: Record<string, string>; fetch: typeof fetch }): Promise<Dataset> {
  const body = new FormData();
  for (const [field, value] of Object.entries(fields)) if (value !== undefined) body.append(field, value);
  if (options !== undefined) body.append('options', JSON.stringify(options));
  for (const [part, blob] of Object.entries(files)) body.append(part, blob, blob instanceof File ? blob.name : part);
  const response = await to.fetch(to.url, { method: 'POST', headers: to.headers, body });
  if (!response.ok) throw await errorOf(response);
  return (await response.json()) as Dataset;
}

type ImportParts = operations['importModel']['requestBody']['content']['multipart/form-data'];

/** Weights from outside; `file` holds them. */
export type ModelImport = Omit<ImportParts, 'file'> & { file: Blob };

export async function importModel({ file, ...fields }: ModelImport, to: { url: string; headers: Record<string, string>; fetch: typeof fetch }): Promise<components['schemas']['ModelVersion']> {
  const body = new FormData();
  for (const [field, value] of Object.entries(fields)) if (value !== undefined) body.append(field, typeof value === 'string' ? value : JSON.stringify(value));
  body.append('file', file, file instanceof File ? file.name : 'weights');
  const response = await to.fetch(to.url, { method: 'POST', headers: to.headers, body });
  if (!response.ok) throw await errorOf(response);
  return (await response.json()) as components['schemas']['ModelVersion'];
}
