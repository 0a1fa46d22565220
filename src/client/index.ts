import { auditOf, keysOf, sessionsOf, ticketsOf } from './access.ts';
import { connect } from './connection.ts';
import type { ClientOptions } from './connection.ts';
import { datasetsOf } from './datasets.ts';
import { experimentsOf } from './experiments.ts';
import { jobsOf } from './jobs.ts';
import { modelsOf } from './models.ts';
import { predictionsOf } from './predictions.ts';
import { sweepsOf } from './sweeps.ts';
import { systemOf } from './system.ts';

export type { Alias, AliasGuard } from './aliases.ts';
export type { ApiKey, ApiKeyInput, AuditEntry } from './access.ts';
export type { CallOptions, ClientOptions, CreateOptions } from './connection.ts';
export type { Dataset, DatasetUpload, Sample } from './datasets.ts';
export {
  ConflictError, ForbiddenError, InvalidRequestError, isApiError, NotFoundError, TooManyRequestsError, TrainyardApiError, TrainyardConnectionError, UnauthorizedError, UnavailableError,
} from './errors.ts';
export type { Issue, Problem } from './errors.ts';
export type { FollowOptions, JobEvent } from './events.ts';
export type { Experiment, ExperimentRun } from './experiments.ts';
export type { UploadOptions } from './forms.ts';
export type { Job, JobPlan, JobSpecInput } from './jobs.ts';
export type { Model, ModelCard, ModelComparison, ModelDescription, ModelImport, ModelVersion } from './models.ts';
export type { FeatureMapsInput, PredictRequest, PredictResponse } from './predictions.ts';
export type { ConnectionState, StreamOptions } from './stream.ts';
export type { Sweep, SweepInput, Trial } from './sweeps.ts';
export type { Catalogue, Consumer, GradientCheckInput, Health } from './system.ts';
export type { JobsUpdate } from './watch-jobs.ts';

export type Client = ReturnType<typeof createClient>;

/**
 * The service, typed; for browsers and Node 20 or newer. Every method throws TrainyardApiError (or the class for its status) when the service
 * refuses and TrainyardConnectionError when it does not answer, and takes `{ signal, retries }` as its last argument.
 */
export function createClient(options: ClientOptions = {}) {
  const connection = connect(options);
  return {
    jobs: jobsOf(connection),
    models: modelsOf(connection),
    datasets: datasetsOf(connection),
    sweeps: sweepsOf(connection),
    experiments: experimentsOf(connection),
    keys: keysOf(connection),
    sessions: sessionsOf(connection),
    tickets: ticketsOf(connection),
    audit: auditOf(connection),
    ...predictionsOf(connection),
    ...systemOf(connection),
  };
}
