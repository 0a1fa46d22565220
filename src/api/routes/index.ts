import type { Route } from '../deps.ts';
import { openInferenceInfer } from '../facades/open-inference/infer.ts';
import { openInferenceModel } from '../facades/open-inference/model.ts';
import { openInferenceServer } from '../facades/open-inference/server.ts';
import { tensorflowMetadata } from '../facades/tensorflow-serving/metadata.ts';
import { tensorflowPredict } from '../facades/tensorflow-serving/predict.ts';
import { tensorflowStatus } from '../facades/tensorflow-serving/status.ts';
import { deleteAlias } from './aliases/delete-alias.ts';
import { getAlias } from './aliases/get-alias.ts';
import { listAliases } from './aliases/list-aliases.ts';
import { predictAlias } from './aliases/predict-alias.ts';
import { rollBackAlias } from './aliases/roll-back-alias.ts';
import { setAlias } from './aliases/set-alias.ts';
import { listAudit } from './audit/list-audit.ts';
import { getCatalogue } from './catalogue/get-catalogue.ts';
import { createDataset } from './datasets/create-dataset.ts';
import { deleteDataset } from './datasets/delete-dataset.ts';
import { getDataset } from './datasets/get-dataset.ts';
import { listDatasetSamples } from './datasets/list-dataset-samples.ts';
import { listDatasets } from './datasets/list-datasets.ts';
import { createExperimentRun } from './experiments/create-run.ts';
import { getExperiment } from './experiments/get-experiment.ts';
import { getExperimentRunFigure } from './experiments/get-run-figure.ts';
import { getExperimentRun } from './experiments/get-run.ts';
import { listExperiments } from './experiments/list-experiments.ts';
import { listExperimentRuns } from './experiments/list-runs.ts';
import { createGradientCheck } from './gradient-checks/create-gradient-check.ts';
import { getMetrics } from './health/get-metrics.ts';
import { listConsumers } from './health/list-consumers.ts';
import { livez } from './health/livez.ts';
import { readyz } from './health/readyz.ts';
import { cancelJob } from './jobs/cancel-job.ts';
import { createJob } from './jobs/create-job.ts';
import { forkJob } from './jobs/fork-job.ts';
import { getJobInsights } from './jobs/get-job-insights.ts';
import { getJobMetrics } from './jobs/get-job-metrics.ts';
import { getJob } from './jobs/get-job.ts';
import { listJobCheckpoints } from './jobs/list-job-checkpoints.ts';
import { listJobs } from './jobs/list-jobs.ts';
import { createKey } from './keys/create-key.ts';
import { listKeys } from './keys/list-keys.ts';
import { revokeKey } from './keys/revoke-key.ts';
import { compareModelVersions } from './models/compare-model-versions.ts';
import { createFeatureMaps } from './models/create-feature-maps.ts';
import { pauseJob } from './jobs/pause-job.ts';
import { predictJob } from './jobs/predict-job.ts';
import { reproduceJob } from './jobs/reproduce-job.ts';
import { resumeJob } from './jobs/resume-job.ts';
import { retryJob } from './jobs/retry-job.ts';
import { stopJob } from './jobs/stop-job.ts';
import { deleteModelVersion } from './models/delete-model-version.ts';
import { deleteModel } from './models/delete-model.ts';
import { exportModelVersion } from './models/export-model-version.ts';
import { getModelCard } from './models/get-model-card.ts';
import { getModelVersion } from './models/get-model-version.ts';
import { getModel } from './models/get-model.ts';
import { importModel } from './models/import-model.ts';
import { listModelVersions } from './models/list-model-versions.ts';
import { listModels } from './models/list-models.ts';
import { predictModelVersion } from './models/predict-model-version.ts';
import { predictModel } from './models/predict-model.ts';
import { updateModelVersion } from './models/update-model-version.ts';
import { updateModel } from './models/update-model.ts';
import { closeSession } from './sessions/close-session.ts';
import { createSessionLink } from './sessions/create-session-link.ts';
import { openSession } from './sessions/open-session.ts';
import { cancelSweep } from './sweeps/cancel-sweep.ts';
import { createSweep } from './sweeps/create-sweep.ts';
import { getSweep } from './sweeps/get-sweep.ts';
import { listSweeps } from './sweeps/list-sweeps.ts';
import { listTrials } from './sweeps/list-trials.ts';
import { createTicket } from './tickets/create-ticket.ts';

/** Every operation, in the order of the documentation. A new one is a file and a line here. */
export const routes: readonly Route[] = [
  createJob, listJobs, getJob, pauseJob, resumeJob, stopJob, cancelJob, retryJob, reproduceJob, forkJob, getJobMetrics, getJobInsights, listJobCheckpoints, predictJob,
  createSweep, listSweeps, getSweep, listTrials, cancelSweep,
  listModels, importModel, getModel, updateModel, deleteModel, listModelVersions, getModelVersion, updateModelVersion, deleteModelVersion, exportModelVersion, predictModel, predictModelVersion, createFeatureMaps,
  compareModelVersions, getModelCard, listAliases, getAlias, setAlias, rollBackAlias, deleteAlias, predictAlias,
  tensorflowPredict, tensorflowStatus, tensorflowMetadata, openInferenceServer, openInferenceModel, openInferenceInfer,
  createDataset, listDatasets, getDataset, deleteDataset, listDatasetSamples,
  createGradientCheck,
  getCatalogue, listExperiments, getExperiment, createExperimentRun, listExperimentRuns, getExperimentRun, getExperimentRunFigure,
  createKey, listKeys, revokeKey, createSessionLink, openSession, closeSession, createTicket, listAudit,
  livez, readyz, getMetrics, listConsumers,
];
