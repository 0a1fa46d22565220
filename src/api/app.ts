import fastify, { LogController } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { newId } from '../ids/index.ts';
import { answerClientError } from './client-errors.ts';
import type { ApiApp, ApiDeps } from './deps.ts';
import { addAudit } from './plugins/audit.ts';
import { addAuth } from './plugins/auth.ts';
import { addBodies } from './plugins/bodies.ts';
import { addDashboard } from './plugins/dashboard.ts';
import { addHeaders } from './plugins/headers.ts';
import { addIdempotency } from './plugins/idempotency.ts';
import { addLogs } from './plugins/logs.ts';
import { addMetrics } from './plugins/metrics.ts';
import { registerMultipart } from './plugins/multipart.ts';
import { addOpenapi } from './plugins/openapi.ts';
import { addProblems, sendProblem } from './plugins/problems.ts';
import { addRawJson } from './plugins/raw-json.ts';
import { addStreams } from './plugins/streams.ts';
import { addValidation } from './plugins/validation.ts';
import { faultOf } from './problem.ts';
import { listJobEvents } from './routes/jobs/list-job-events.ts';
import { watchJobs } from './routes/jobs/watch-jobs.ts';
import { routes } from './routes/index.ts';
import { safeLog } from './safe-log.ts';
import { addShortcut } from './shortcut/index.ts';

const MEBIBYTE = 2 ** 20;
/** For the whole of a request to arrive; an upload may be large and its line thin. */
const REQUEST_TIMEOUT_MS = 3_600_000;

/** The HTTP service over its parts; the caller listens and closes. */
export async function createApp(deps: ApiDeps): Promise<ApiApp> {
  const app: ApiApp = fastify({
    loggerInstance: safeLog(deps.log),
    bodyLimit: MEBIBYTE,
    trustProxy: deps.trustedProxies.length > 0 ? [...deps.trustedProxies] : false,
    forceCloseConnections: 'idle',
    logController: new LogController({ requestIdLogLabel: 'requestId' }),
    requestTimeout: REQUEST_TIMEOUT_MS,
    clientErrorHandler: answerClientError,
    genReqId: () => newId('req_'),
    frameworkErrors: (error, request, reply) => {
      void sendProblem(request, reply, faultOf(error));
    },
  }).withTypeProvider<ZodTypeProvider>();
  addHeaders(app);
  // fastify reads plain text unless told otherwise; no operation here does
  app.removeContentTypeParser('text/plain');
  addRawJson(app);
  app.addContentTypeParser('application/octet-stream', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  await registerMultipart(app, { fileBytes: deps.uploads.limits.uploadBytes, fieldBytes: MEBIBYTE, files: 8, fields: 16 });
  addValidation(app);
  addProblems(app);
  addLogs(app);
  addMetrics(app, deps.metrics);
  addAuth(app, deps.access);
  addBodies(app);
  addAudit(app, deps);
  addIdempotency(app, deps);
  addShortcut(app, deps);
  const open = addStreams(app, { access: deps.access, changed: (count) => deps.metrics.streams(count) });
  await addOpenapi(app, deps.version);
  await addDashboard(app, deps.dashboardDir);
  for (const route of routes) route(app, deps);
  listJobEvents(app, deps, open);
  watchJobs(app, deps, open);
  return app;
}
