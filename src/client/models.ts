import type { components, operations } from './api.gen.ts';
import { take } from './connection.ts';
import type { CallOptions, Connection, Of, QueryOf } from './connection.ts';
import { errorOf } from './errors.ts';
import { sendForm } from './forms.ts';
import type { UploadOptions } from './forms.ts';

export type ModelVersion = components['schemas']['ModelVersion'];

type ImportParts = operations['importModel']['requestBody']['content']['multipart/form-data'];

/** Weights from outside; `file` holds them. */
export type ModelImport = Omit<ImportParts, 'file'> & { file: Blob };

export function modelsOf(connection: Connection) {
  const { http, call } = connection;
  return {
    list: async (options?: CallOptions) => take<Of<'listModels'>>(await http.GET('/api/v1/models', call(options))),
    get: async (name: string, options?: CallOptions) => take<Of<'getModel'>>(await http.GET('/api/v1/models/{name}', { params: { path: { name } }, ...call(options) })),
    versions: async (name: string, options?: CallOptions) => take<Of<'listModelVersions'>>(await http.GET('/api/v1/models/{name}/versions', { params: { path: { name } }, ...call(options) })),
    version: async (name: string, version: number, options?: CallOptions): Promise<ModelVersion> =>
      take<ModelVersion>(await http.GET('/api/v1/models/{name}/versions/{version}', { params: { path: { name, version } }, ...call(options) })),
    /** A new version of a model from weights of others. After a lost connection it is not sent again: look whether the version is there. */
    import: async ({ file, ...fields }: ModelImport, options: UploadOptions = {}): Promise<ModelVersion> => {
      const form = new FormData();
      for (const [field, value] of Object.entries(fields)) if (value !== undefined) form.append(field, typeof value === 'string' ? value : JSON.stringify(value));
      form.append('file', file, file instanceof File ? file.name : 'weights');
      const response = await sendForm(connection, { path: '/api/v1/models/import', form, repeatable: false }, options);
      if (!response.ok) throw await errorOf(response);
      return (await response.json()) as ModelVersion;
    },
    /** The bytes of a version in another format. */
    export: async (name: string, version: number, query: QueryOf<'exportModelVersion'>, options?: CallOptions): Promise<Uint8Array> =>
      new Uint8Array(take<ArrayBuffer>(await http.GET('/api/v1/models/{name}/versions/{version}/export', { params: { path: { name, version }, query }, parseAs: 'arrayBuffer', ...call(options) }))),
  };
}
