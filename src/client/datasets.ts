import type { components, operations } from './api.gen.ts';
import { done, take } from './connection.ts';
import type { CallOptions, Connection, Of, QueryOf } from './connection.ts';
import { errorOf } from './errors.ts';
import { sendForm } from './forms.ts';
import type { UploadOptions } from './forms.ts';
import { everyItem, PAGE_SIZE } from './pages.ts';

export type Dataset = components['schemas']['Dataset'];
export type Sample = components['schemas']['Sample'];

type Parts = operations['createDataset']['requestBody']['content']['multipart/form-data'];

/** A dataset to upload; which files and options there are depends on the format (see `createDataset` in /openapi.json). */
export interface DatasetUpload extends Pick<Parts, 'name' | 'format' | 'title' | 'summary' | 'source' | 'images' | 'options'> {
  /** by part, such as `{ file }` or `{ trainImages, trainLabels, testImages, testLabels }`; in Node, `openAsBlob` of `node:fs` streams a file */
  files: Readonly<Record<string, Blob>>;
}

type SamplesQuery = NonNullable<QueryOf<'listDatasetSamples'>>;

export function datasetsOf(connection: Connection) {
  const { http, call } = connection;
  const samples = async (name: string, query: SamplesQuery = {}, options?: CallOptions) =>
    take<Of<'listDatasetSamples'>>(await http.GET('/api/v1/datasets/{name}/samples', { params: { path: { name }, query }, ...call(options) }));
  return {
    /** Uploads a dataset; the one that is there already where it has the same content. */
    create: async (upload: DatasetUpload, options: UploadOptions = {}): Promise<Dataset> => {
      const response = await sendForm(connection, { path: '/api/v1/datasets', form: formOf(upload), repeatable: true }, options);
      if (!response.ok) throw await errorOf(response);
      return (await response.json()) as Dataset;
    },
    /** Deletes an uploaded dataset that no unfinished job trains on. */
    delete: async (name: string, options?: CallOptions): Promise<void> => done(await http.DELETE('/api/v1/datasets/{name}', { params: { path: { name } }, ...call(options) })),
    list: async (options?: CallOptions) => take<Of<'listDatasets'>>(await http.GET('/api/v1/datasets', call(options))),
    get: async (name: string, options?: CallOptions) => take<Of<'getDataset'>>(await http.GET('/api/v1/datasets/{name}', { params: { path: { name } }, ...call(options) })),
    samples,
    /** Every sample of a split from `offset` on, page after page. */
    allSamples: (name: string, { offset = 0, limit = PAGE_SIZE, ...query }: SamplesQuery = {}, options?: CallOptions): AsyncGenerator<Sample> =>
      everyItem(async (after) => {
        const { data, hasMore } = await samples(name, { ...query, limit, offset: after === undefined ? offset : Number(after) + 1 }, options);
        return { data, hasMore, lastId: data.length === 0 ? null : String(data[data.length - 1].index) };
      }),
  };
}

/** The fields before the files, so that what is wrong with them is said before the data travels. */
function formOf({ files, options, images, ...fields }: DatasetUpload): FormData {
  const form = new FormData();
  for (const [field, value] of Object.entries(fields)) if (value !== undefined) form.append(field, value);
  for (const [field, value] of Object.entries({ options, images })) if (value !== undefined) form.append(field, JSON.stringify(value));
  for (const [part, blob] of Object.entries(files)) form.append(part, blob, blob instanceof File ? blob.name : part);
  return form;
}
