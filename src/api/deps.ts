import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from 'fastify';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Access } from '../access/index.ts';
import type { Analyst } from '../analysis/index.ts';
import type { DatasetContext } from '../datasets/index.ts';
import type { DatasetUploads } from '../datasets/uploads/index.ts';
import type { ExperimentService } from '../experiments/index.ts';
import type { JobService } from '../jobs/index.ts';
import type { ApiMetrics } from '../metrics/index.ts';
import type { Exporter } from '../models/export/index.ts';
import type { Importer } from '../models/import/index.ts';
import type { RememberedRegistry } from '../models/index.ts';
import type { Predictor } from '../serving/index.ts';
import type { DiskWatch } from './disks.ts';

/** What the API calls. Routes know these and nothing of Redis, files or threads. */
export interface ApiDeps {
  jobs: JobService;
  models: RememberedRegistry;
  importer: Importer;
  exporter: Exporter;
  predictor: Predictor;
  analyst: Analyst;
  experiments: ExperimentService;
  datasetContext: DatasetContext;
  uploads: DatasetUploads;
  access: Access;
  metrics: ApiMetrics;
  disks: DiskWatch;
  log: FastifyBaseLogger;
  version: string;
  /** where the built dashboard is */
  dashboardDir: string;
  /** reverse proxies whose word about the sender is taken */
  trustedProxies: readonly string[];
}

export type ApiApp = FastifyInstance<RawServerDefault, IncomingMessage, ServerResponse, FastifyBaseLogger, ZodTypeProvider>;

export type Route = (app: ApiApp, deps: ApiDeps) => void;
