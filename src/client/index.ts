import createFetchClient from 'openapi-fetch';
import type { components, operations, paths } from './api.gen.ts';
import { apiError, errorOf, TrainyardApiError } from './errors.ts';
import { followEvents } from './events.ts';
import type { FollowOptions, JobEvent } from './events.ts';
import { sessionsOf } from './sessions.ts';
import { watchJobs } from './watch-jobs.ts';
import type { JobsUpdate } from './watch-jobs.ts';
import { importModel, uploadDataset } from './uploads.ts';
import type { Dataset, DatasetUpload, ModelImport } from './uploads.ts';

export { TrainyardApiError } from './errors.ts';
export type { Problem } from './errors.ts';
export type { FollowOptions, JobEvent } from './events.ts';
export type { JobsUpdate } from './watch-jobs.ts';
export type { Dataset, DatasetUpload, ModelImport } from './uploads.ts';

type Schemas = components['schemas'];
export type Job = Schemas['Job'];
export type JobPlan = Schemas['JobPlan'];
export type JobSpecInput = Schemas['JobSpecInput'];
export type ApiKey = Schemas['Key'];
export type ApiKeyInput = Schemas['KeyRequestInput'];
export type SweepInput = Schemas['SweepRequestInput'];
export type Experiment = Schemas['Experiment'];
export type ExperimentRun = Schemas['ExperimentRun'];
export type GradientCheckInput = Schemas['GradientCheckRequestInput'];
export type FeatureMapsInput = Schemas['FeatureMapsRequestInput'];
export type ModelVersion = Schemas['ModelVersion'];
export type PredictRequest = Schemas['PredictRequestInput'];
export type PredictResponse = Schemas['PredictResponse'];
export type Client = ReturnType<typeof createClient>;

export interface ClientOptions {
  /** Where the service listens, such as `http://127.0.0.1:8080`. */
  baseUrl: string;
  apiKey?: string;
  /** Another `fetch`, for proxies and tests. */
  fetch?: typeof fetch;
}

interface Answer {
  data?: unknown;
  error?: unknown;
  response: Response;
}

/** The document of an answer. `T` is what the OpenAPI document says of that operation: `Of<'operationId'>`. */
function take<T>({ data, error, response }: Answer): T {
  if (response.ok && data !== undefined) return data as T;
  throw apiError(response.status, error);
}

type Of<Operation extends keyof operations> = operations[Operation]['responses'] extends { 200: { content: { 'application/json': infer Body } } } ? Body : never;
type Created<Operation extends keyof operations> = operations[Operation]['responses'] extends { 201: { content: { 'application/json': infer Body } } } ? Body : never;
type QueryOf<Operation extends keyof operations> = operations[Operation] extends { parameters: { query?: infer Query } } ? Query : never;

/** The service, typed. Every method throws TrainyardApiError when it refuses. Runs in browsers and in Node 20 or newer. */
export function createClient({ baseUrl, apiKey, fetch: ownFetch = globalThis.fetch }: ClientOptions) {
  const root = baseUrl.replace(/\/+$/, '');
  const headers: Record<string, string> = apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` };
  const http = createFetchClient<paths>({ baseUrl: root, headers, fetch: ownFetch });
  const jobs = jobsOf(http, (id) => ({ url: `${root}/api/v1/jobs/${encodeURIComponent(id)}/events`, headers, fetch: ownFetch }));
  return {
    jobs: {
      ...jobs,
      /** The newest jobs, then each that changes, until `signal` fires; begins anew after a lost connection. */
      watch: (options: { signal?: AbortSignal } = {}): AsyncGenerator<JobsUpdate> => watchJobs({ url: `${root}/api/v1/events`, headers, fetch: ownFetch }, options),
    },
    models: {
      ...modelsOf(http),
      import: (given: ModelImport) => importModel(given, { url: `${root}/api/v1/models/import`, headers, fetch: ownFetch }),
      /** The bytes of a version in another format. */
      export: async (name: string, version: number, query: QueryOf<'exportModelVersion'>): Promise<Uint8Array> => {
        const response = await ownFetch(`${root}/api/v1/models/${encodeURIComponent(name)}/versions/${version}/export?${new URLSearchParams({ ...query })}`, { headers });
        if (!response.ok) throw await errorOf(response);
        return new Uint8Array(await response.arrayBuffer());
      },
    },
    sweeps: {
      create: async (body: SweepInput) => take<Created<'createSweep'>>(await http.POST('/api/v1/sweeps', { body })),
      get: async (id: string) => take<Of<'getSweep'>>(await http.GET('/api/v1/sweeps/{id}', { params: { path: { id } } })),
      list: async (query: QueryOf<'listSweeps'> = {}) => take<Of<'listSweeps'>>(await http.GET('/api/v1/sweeps', { params: { query } })),
      trials: async (id: string) => take<Of<'listTrials'>>(await http.GET('/api/v1/sweeps/{id}/trials', { params: { path: { id } } })),
      cancel: async (id: string) => take<Of<'cancelSweep'>>(await http.POST('/api/v1/sweeps/{id}/cancel', { params: { path: { id } } })),
    },
    experiments: experimentsOf(http),
    /** API keys; needs one with `admin`. */
    keys: {
      /** The answer's `key` is shown this once. */
      create: async (body: ApiKeyInput) => take<Created<'createKey'>>(await http.POST('/api/v1/keys', { body })),
      list: async () => take<Of<'listKeys'>>(await http.GET('/api/v1/keys')),
      revoke: async (id: string): Promise<ApiKey> => take<ApiKey>(await http.DELETE('/api/v1/keys/{id}', { params: { path: { id } } })),
    },
    sessions: sessionsOf(http),
    /** Numerical against back-propagated gradients of a small network. */
    checkGradients: async (body: GradientCheckInput) => take<Of<'createGradientCheck'>>(await http.POST('/api/v1/gradient-checks', { body })),
    datasets: datasetsOf(http, { url: `${root}/api/v1/datasets`, headers, fetch: ownFetch }),
    predict: predictOf(http),
    /** What a layer of a model makes of one sample. */
    featureMaps: async (name: string, version: number, body: FeatureMapsInput) => take<Of<'createFeatureMaps'>>(await http.POST('/api/v1/models/{name}/versions/{version}/feature-maps', { params: { path: { name, version } }, body })),
    /** Predicts rows of float32 without JSON in between; `version` null is the newest. Answers rows of probabilities. */
    predictRows: async (model: string, inputs: Float32Array, version: number | null = null): Promise<Float32Array> => {
      const path = version === null ? '' : `/versions/${version}`;
      const binary = 'application/octet-stream';
      const response = await ownFetch(`${root}/api/v1/models/${encodeURIComponent(model)}${path}/predict`, {
        method: 'POST', headers: { ...headers, 'accept': binary, 'content-type': binary }, body: littleEndian(inputs),
      });
      if (!response.ok) throw await errorOf(response);
      return fromLittleEndian(await response.arrayBuffer());
    },
    catalogue: async () => take<Of<'getCatalogue'>>(await http.GET('/api/v1/catalogue')),
    /** Whether jobs can be taken; false also while the service is not reachable. */
    ready: async (): Promise<boolean> => {
      try {
        return (await ownFetch(`${root}/readyz`)).ok;
      } catch {
        return false;
      }
    },
  };
}

/** openapi-fetch's types drop members that can only be null, which a spec has; what is sent is the spec as it is. */
const sent = (spec: JobSpecInput): never => spec as never;

type Http = ReturnType<typeof createFetchClient<paths>>;

function jobsOf(http: Http, connection: (id: string) => { url: string; headers: Record<string, string>; fetch: typeof fetch }) {
  const get = async (id: string): Promise<Job> => take<Job>(await http.GET('/api/v1/jobs/{id}', { params: { path: { id } } }));
  const events = (id: string, options: FollowOptions = {}): AsyncGenerator<JobEvent> => followEvents(connection(id), options);
  return {
    create: async (body: JobSpecInput): Promise<Job> => take<Job>(await http.POST('/api/v1/jobs', { body: sent(body) })),
    /** What the spec would do, without queueing it. */
    plan: async (body: JobSpecInput): Promise<JobPlan> => take<JobPlan>(await http.POST('/api/v1/jobs', { body: sent(body), params: { query: { dryRun: 'true' } } })),
    get,
    list: async (query: QueryOf<'listJobs'> = {}) => take<Of<'listJobs'>>(await http.GET('/api/v1/jobs', { params: { query } })),
    cancel: async (id: string): Promise<Job> => take<Job>(await http.POST('/api/v1/jobs/{id}/cancel', { params: { path: { id } } })),
    checkpoints: async (id: string) => take<Of<'listJobCheckpoints'>>(await http.GET('/api/v1/jobs/{id}/checkpoints', { params: { path: { id } } })),
    /** Predicts with the newest checkpoint, or with the result once there is one: `step` says which. */
    predict: async (id: string, body: PredictRequest): Promise<PredictResponse> => take<PredictResponse>(await http.POST('/api/v1/jobs/{id}/predict', { params: { path: { id } }, body })),
    /** Goes on from a checkpoint with members of the spec changed, as a new job. */
    fork: async (id: string, body: { step?: number; spec?: Record<string, unknown> } = {}): Promise<Job> => take<Job>(await http.POST('/api/v1/jobs/{id}/fork', { params: { path: { id } }, body })),
    /** The same again, as a new job. */
    retry: async (id: string): Promise<Job> => take<Job>(await http.POST('/api/v1/jobs/{id}/retry', { params: { path: { id } } })),
    /** The same again; the new job's `reproduction` says whether the bytes are identical. */
    reproduce: async (id: string): Promise<Job> => take<Job>(await http.POST('/api/v1/jobs/{id}/reproduce', { params: { path: { id } } })),
    pause: async (id: string): Promise<Job> => take<Job>(await http.POST('/api/v1/jobs/{id}/pause', { params: { path: { id } } })),
    resume: async (id: string, body: { threads?: number | null } = {}): Promise<Job> => take<Job>(await http.POST('/api/v1/jobs/{id}/resume', { params: { path: { id } }, body })),
    /** Ends early and keeps the best so far. */
    stop: async (id: string): Promise<Job> => take<Job>(await http.POST('/api/v1/jobs/{id}/stop', { params: { path: { id } } })),
    metrics: async (id: string, query: QueryOf<'getJobMetrics'> = {}) => take<Of<'getJobMetrics'>>(await http.GET('/api/v1/jobs/{id}/metrics', { params: { path: { id }, query } })),
    /** What was seen inside the network, at a step or the newest; of jobs with `insights`. */
    insights: async (id: string, query: QueryOf<'getJobInsights'> = {}) => take<Of<'getJobInsights'>>(await http.GET('/api/v1/jobs/{id}/insights', { params: { path: { id }, query } })),
    /** Live events until `end`, across lost connections. */
    events,
    /** The job once it has ended, whatever the outcome. */
    wait: async (id: string, options: FollowOptions = {}): Promise<Job> => {
      for await (const event of events(id, options)) if (event.type === 'end') break;
      return get(id);
    },
  };
}

function experimentsOf(http: Http) {
  return {
    list: async (query: QueryOf<'listExperiments'> = {}) => take<Of<'listExperiments'>>(await http.GET('/api/v1/catalogue/experiments', { params: { query } })),
    get: async (id: string): Promise<Experiment> => take<Experiment>(await http.GET('/api/v1/catalogue/experiments/{id}', { params: { path: { id } } })),
    run: async (id: string, body: { seeds?: number[] } = {}): Promise<ExperimentRun> => take<ExperimentRun>(await http.POST('/api/v1/catalogue/experiments/{id}/runs', { params: { path: { id } }, body })),
    runs: async (id: string) => take<Of<'listExperimentRuns'>>(await http.GET('/api/v1/catalogue/experiments/{id}/runs', { params: { path: { id } } })),
    getRun: async (run: string): Promise<ExperimentRun> => take<ExperimentRun>(await http.GET('/api/v1/catalogue/experiments/runs/{id}', { params: { path: { id: run } } })),
    /** An SVG document. */
    figure: async (run: string): Promise<string> => take<string>(await http.GET('/api/v1/catalogue/experiments/runs/{id}/figure.svg', { params: { path: { id: run } }, parseAs: 'text' })),
  };
}

function modelsOf(http: Http) {
  return {
    list: async () => take<Of<'listModels'>>(await http.GET('/api/v1/models')),
    get: async (name: string) => take<Of<'getModel'>>(await http.GET('/api/v1/models/{name}', { params: { path: { name } } })),
    versions: async (name: string) => take<Of<'listModelVersions'>>(await http.GET('/api/v1/models/{name}/versions', { params: { path: { name } } })),
    version: async (name: string, version: number): Promise<ModelVersion> =>
      take<ModelVersion>(await http.GET('/api/v1/models/{name}/versions/{version}', { params: { path: { name, version } } })),
  };
}

function predictOf(http: Http) {
  return async (name: string, body: PredictRequest, version: number | null = null): Promise<PredictResponse> => {
    const answer = version === null
      ? await http.POST('/api/v1/models/{name}/predict', { params: { path: { name } }, body })
      : await http.POST('/api/v1/models/{name}/versions/{version}/predict', { params: { path: { name, version } }, body });
    return take<PredictResponse>(answer);
  };
}

function datasetsOf(http: Http, connection: { url: string; headers: Record<string, string>; fetch: typeof fetch }) {
  return {
    /** Uploads a dataset; the one that is there already where it has the same content. */
    create: (upload: DatasetUpload): Promise<Dataset> => uploadDataset(upload, connection),
    /** Deletes an uploaded dataset that no unfinished job trains on. */
    delete: async (name: string): Promise<void> => {
      const { error, response } = await http.DELETE('/api/v1/datasets/{name}', { params: { path: { name } } });
      if (!response.ok) throw apiError(response.status, error);
    },
    list: async () => take<Of<'listDatasets'>>(await http.GET('/api/v1/datasets')),
    get: async (name: string) => take<Of<'getDataset'>>(await http.GET('/api/v1/datasets/{name}', { params: { path: { name } } })),
    samples: async (name: string, query: QueryOf<'listDatasetSamples'> = {}) =>
      take<Of<'listDatasetSamples'>>(await http.GET('/api/v1/datasets/{name}/samples', { params: { path: { name }, query } })),
  };
}

function littleEndian(values: Float32Array): ArrayBuffer {
  const view = new DataView(new ArrayBuffer(values.length * 4));
  values.forEach((value, index) => view.setFloat32(index * 4, value, true));
  return view.buffer;
}

function fromLittleEndian(bytes: ArrayBuffer): Float32Array {
  const view = new DataView(bytes);
  return Float32Array.from({ length: bytes.byteLength / 4 }, (_, index) => view.getFloat32(index * 4, true));
}

export const isApiError = (error: unknown, code?: string): error is TrainyardApiError =>
  error instanceof TrainyardApiError && (code === undefined || error.code === code);
