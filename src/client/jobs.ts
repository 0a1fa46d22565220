import type { components } from './api.gen.ts';
import { take } from './connection.ts';
import type { CallOptions, Connection, CreateOptions, Of, QueryOf } from './connection.ts';
import { followEvents } from './events.ts';
import type { FollowOptions, JobEvent } from './events.ts';
import { everyItem, PAGE_SIZE } from './pages.ts';
import type { StreamOptions } from './stream.ts';
import { watchJobs } from './watch-jobs.ts';
import type { JobsUpdate } from './watch-jobs.ts';

type Schemas = components['schemas'];
export type Job = Schemas['Job'];
export type JobPlan = Schemas['JobPlan'];
export type JobSpecInput = Schemas['JobSpecInput'];

type ListQuery = NonNullable<QueryOf<'listJobs'>>;

/** openapi-fetch's types drop members that can only be null, which a spec has; what is sent is the spec as it is. */
const sent = (spec: JobSpecInput): never => spec as never;

const eventsPath = (id: string): string => `/api/v1/jobs/${encodeURIComponent(id)}/events`;

export function jobsOf(connection: Connection) {
  const { http, call, create } = connection;
  const get = async (id: string, options?: CallOptions): Promise<Job> => take<Job>(await http.GET('/api/v1/jobs/{id}', { params: { path: { id } }, ...call(options) }));
  const list = async (query: ListQuery = {}, options?: CallOptions) => take<Of<'listJobs'>>(await http.GET('/api/v1/jobs', { params: { query }, ...call(options) }));
  const events = (id: string, options: FollowOptions = {}): AsyncGenerator<JobEvent> => followEvents(connection, eventsPath(id), options);
  return {
    create: async (body: JobSpecInput, options?: CreateOptions): Promise<Job> => take<Job>(await http.POST('/api/v1/jobs', { body: sent(body), ...create(options) })),
    /** What the spec would do, without queueing it. */
    plan: async (body: JobSpecInput, options?: CallOptions): Promise<JobPlan> => take<JobPlan>(await http.POST('/api/v1/jobs', { body: sent(body), params: { query: { dryRun: 'true' } }, ...call(options) })),
    get,
    /** One page, newest first. */
    list,
    /** Every job, newest first, page after page. */
    all: (query: Omit<ListQuery, 'after'> = {}, options?: CallOptions): AsyncGenerator<Job> => everyItem((after) => list({ limit: PAGE_SIZE, ...query, ...(after !== undefined && { after }) }, options)),
    /** Live events until `end`, across lost connections. */
    events,
    /** The list of jobs, live: the newest, then each that changes. */
    watch: (options: StreamOptions = {}): AsyncGenerator<JobsUpdate> => watchJobs(connection, options),
    /** The events so far. */
    eventLog: async (id: string, query: { after?: number } = {}, options?: CallOptions) => {
      const answer = await http.GET('/api/v1/jobs/{id}/events', { params: { path: { id }, query }, headers: { accept: 'application/json' }, ...call(options) });
      return take<Of<'listJobEvents'>>(answer);
    },
    /** The job once it has ended, whatever the outcome. */
    wait: async (id: string, options: FollowOptions = {}): Promise<Job> => {
      for await (const event of events(id, options)) if (event.type === 'end') break;
      return get(id, options.signal && { signal: options.signal });
    },
    ...reportsOf(connection),
    ...verbsOf(connection),
  };
}

/** What a job tells of itself. */
function reportsOf({ http, call }: Connection) {
  return {
    checkpoints: async (id: string, options?: CallOptions) => take<Of<'listJobCheckpoints'>>(await http.GET('/api/v1/jobs/{id}/checkpoints', { params: { path: { id } }, ...call(options) })),
    /** Predicts with the newest checkpoint, or with the result once there is one: `step` says which. */
    predict: async (id: string, body: Schemas['PredictRequestInput'], options?: CallOptions) => take<Schemas['PredictResponse']>(await http.POST('/api/v1/jobs/{id}/predict', { params: { path: { id } }, body, ...call(options) })),
    metrics: async (id: string, query: QueryOf<'getJobMetrics'> = {}, options?: CallOptions) => take<Of<'getJobMetrics'>>(await http.GET('/api/v1/jobs/{id}/metrics', { params: { path: { id }, query }, ...call(options) })),
    /** What was seen inside the network, at a step or the newest; of jobs with `insights`. */
    insights: async (id: string, query: QueryOf<'getJobInsights'> = {}, options?: CallOptions) => take<Of<'getJobInsights'>>(await http.GET('/api/v1/jobs/{id}/insights', { params: { path: { id }, query }, ...call(options) })),
  };
}

/** What can be done to a job. */
function verbsOf({ http, call, create }: Connection) {
  return {
    cancel: async (id: string, options?: CallOptions): Promise<Job> => take<Job>(await http.POST('/api/v1/jobs/{id}/cancel', { params: { path: { id } }, ...call(options) })),
    pause: async (id: string, options?: CallOptions): Promise<Job> => take<Job>(await http.POST('/api/v1/jobs/{id}/pause', { params: { path: { id } }, ...call(options) })),
    resume: async (id: string, body: { threads?: number | null } = {}, options?: CallOptions): Promise<Job> => take<Job>(await http.POST('/api/v1/jobs/{id}/resume', { params: { path: { id } }, body, ...call(options) })),
    /** Ends early and keeps the best so far. */
    stop: async (id: string, options?: CallOptions): Promise<Job> => take<Job>(await http.POST('/api/v1/jobs/{id}/stop', { params: { path: { id } }, ...call(options) })),
    /** Goes on from a checkpoint with members of the spec changed, as a new job. */
    fork: async (id: string, body: { step?: number; spec?: Record<string, unknown> } = {}, options?: CreateOptions): Promise<Job> => take<Job>(await http.POST('/api/v1/jobs/{id}/fork', { params: { path: { id } }, body, ...create(options) })),
    /** The same again, as a new job. */
    retry: async (id: string, options?: CreateOptions): Promise<Job> => take<Job>(await http.POST('/api/v1/jobs/{id}/retry', { params: { path: { id } }, ...create(options) })),
    /** The same again; the new job's `reproduction` says whether the bytes are identical. */
    reproduce: async (id: string, options?: CreateOptions): Promise<Job> => take<Job>(await http.POST('/api/v1/jobs/{id}/reproduce', { params: { path: { id } }, ...create(options) })),
  };
}
