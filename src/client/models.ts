import type { components, operations } from './api.gen.ts';
import { aliasesOf } from './aliases.ts';
import { done, take } from './connection.ts';
import type { CallOptions, Connection, Of, QueryOf } from './connection.ts';
import { errorOf } from './errors.ts';
import { sendForm } from './forms.ts';
import { everyItem, PAGE_SIZE } from './pages.ts';
import type { UploadOptions } from './forms.ts';

type Schemas = components['schemas'];
export type Model = Schemas['Model'];
export type ModelVersion = Schemas['ModelVersion'];
export type ModelCard = Schemas['ModelCard'];
export type ModelComparison = Schemas['ModelComparison'];
export type ModelDescription = Schemas['ModelDescriptionInput'];

type ImportParts = operations['importModel']['requestBody']['content']['multipart/form-data'];

/** Weights from outside; `file` holds them. */
export type ModelImport = Omit<ImportParts, 'file'> & { file: Blob };

export function modelsOf(connection: Connection) {
  const { http, call } = connection;
  return {
    aliases: aliasesOf(connection),
    list: async (query: QueryOf<'listModels'> = {}, options?: CallOptions) => take<Of<'listModels'>>(await http.GET('/api/v1/models', { params: { query }, ...call(options) })),
    /** Every one, page after page. */
    all: (query: Omit<QueryOf<'listModels'> & object, 'after'> = {}, options?: CallOptions) =>
      everyItem(async (after) => take<Of<'listModels'>>(await http.GET('/api/v1/models', { params: { query: { limit: PAGE_SIZE, ...query, ...(after !== undefined && { after }) } }, ...call(options) }))),
    get: async (name: string, options?: CallOptions) => take<Of<'getModel'>>(await http.GET('/api/v1/models/{name}', { params: { path: { name } }, ...call(options) })),
    versions: async (name: string, query: QueryOf<'listModelVersions'> = {}, options?: CallOptions) => take<Of<'listModelVersions'>>(await http.GET('/api/v1/models/{name}/versions', { params: { path: { name }, query }, ...call(options) })),
    version: async (name: string, version: number, options?: CallOptions): Promise<ModelVersion> =>
      take<ModelVersion>(await http.GET('/api/v1/models/{name}/versions/{version}', { params: { path: { name, version } }, ...call(options) })),
    /** Description and tags of a model; what is left out stays. */
    update: async (name: string, body: ModelDescription, options?: CallOptions): Promise<Model> => take<Model>(await http.PATCH('/api/v1/models/{name}', { params: { path: { name } }, body, ...call(options) })),
    updateVersion: async (name: string, version: number, body: ModelDescription, options?: CallOptions): Promise<ModelVersion> =>
      take<ModelVersion>(await http.PATCH('/api/v1/models/{name}/versions/{version}', { params: { path: { name, version } }, body, ...call(options) })),
    /** With all versions. A ConflictError while it has aliases. */
    delete: async (name: string, options?: CallOptions): Promise<void> => done(await http.DELETE('/api/v1/models/{name}', { params: { path: { name } }, ...call(options) })),
    /** A ConflictError while an alias names it. */
    deleteVersion: async (name: string, version: number, options?: CallOptions): Promise<void> => done(await http.DELETE('/api/v1/models/{name}/versions/{version}', { params: { path: { name, version } }, ...call(options) })),
    card: async (name: string, version: number, options?: CallOptions): Promise<ModelCard> => take<ModelCard>(await http.GET('/api/v1/models/{name}/versions/{version}/card', { params: { path: { name, version } }, ...call(options) })),
    /** The card as a page of Markdown. */
    cardMarkdown: async (name: string, version: number, options?: CallOptions): Promise<string> =>
      take<string>(await http.GET('/api/v1/models/{name}/versions/{version}/card', { params: { path: { name, version }, query: { format: 'markdown' } }, parseAs: 'text', ...call(options) })),
    /** Versions by number or alias. */
    compare: async (name: string, query: { from: number | string; to: number | string }, options?: CallOptions): Promise<ModelComparison> =>
      take<ModelComparison>(await http.GET('/api/v1/models/{name}/compare', { params: { path: { name }, query: { from: String(query.from), to: String(query.to) } }, ...call(options) })),
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
