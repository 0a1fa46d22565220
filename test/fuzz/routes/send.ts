/** Sends generated requests to every operation and judges the answers. */
import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { type FuzzRequest, type Known, type Operation, type Parameter, requestsTo } from './requests.ts';
import type { Schema } from './schema-values.ts';

interface Described {
  operationId: string;
  parameters?: Parameter[];
  requestBody?: { content: Record<string, { schema?: Schema }> };
  responses: Record<string, { content?: Record<string, { schema?: Schema }> }>;
}

interface Document {
  paths: Record<string, Record<string, Described>>;
  components: { schemas: Record<string, Schema> };
}

const document = JSON.parse(readFileSync(new URL('../../../openapi/openapi.json', import.meta.url), 'utf8')) as Document;

export const operations: readonly Operation[] = Object.entries(document.paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, described]) => ({
  operationId: described.operationId, method: method.toUpperCase(), path, parameters: described.parameters ?? [],
  body: described.requestBody?.content['application/json']?.schema ?? null, multipart: 'multipart/form-data' in (described.requestBody?.content ?? {}),
})));

export interface RouteReport {
  requests: number;
  /** answers by status */
  statuses: Record<string, number>;
  /** the slowest answer, ms */
  slowest: number;
  complaints: string[];
}

const TIMEOUT_MS = 15_000;
/** More tell nothing new. */
const COMPLAINTS = 20;

/** @param send a request with a key, to a service that runs. */
export async function fuzzRoutes({ requests, seed, known, send }: { requests: number; seed: number; known: Known; send(path: string, init: RequestInit): Promise<Response> }): Promise<RouteReport> {
  const report: RouteReport = { requests: 0, statuses: {}, slowest: 0, complaints: [] };
  const each = Math.ceil(requests / operations.length);
  const resolve = (reference: string): Schema => document.components.schemas[reference.split('/').at(-1)!];
  const judge = createJudge();
  for (const [index, operation] of operations.entries()) {
    for (const request of fc.sample(requestsTo(operation, resolve, known), { seed: seed + index, numRuns: each })) {
      if (report.complaints.length >= COMPLAINTS) return report;
      report.requests += 1;
      const since = performance.now();
      const complaint = await send(request.path, initOf(request)).then((response) => {
        report.statuses[response.status] = (report.statuses[response.status] ?? 0) + 1;
        return judge(request, response);
      }).catch((error: unknown) => `no answer: ${String(error)} (${String((error as Error).cause)})`);
      report.slowest = Math.max(report.slowest, performance.now() - since);
      if (complaint !== null) report.complaints.push(`${operation.method} ${request.path.slice(0, 200)} ${typeof request.body === 'string' ? request.body.slice(0, 400) : request.body === null ? '' : Buffer.from(request.body).toString('base64')}\n    ${complaint}`);
    }
  }
  return report;
}

const initOf = ({ operation, headers, body }: FuzzRequest): RequestInit => ({ method: operation.method, headers, body: body as BodyInit | null, signal: AbortSignal.timeout(TIMEOUT_MS) });

/** A stream need not end by itself. */
async function beginningOf(response: Response): Promise<string> {
  const reader = response.body!.getReader();
  const { value } = await reader.read();
  await reader.cancel();
  return new TextDecoder().decode(value);
}

/** Null where an answer is as the document says. */
function createJudge(): (request: FuzzRequest, response: Response) => Promise<string | null> {
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  ajv.addSchema(document, 'api');
  const validators = new Map<string, ValidateFunction>();
  return async ({ operation }, response) => {
    const type = (response.headers.get('content-type') ?? '').split(';')[0];
    const text = type === 'text/event-stream' ? await beginningOf(response) : await response.text();
    const { status } = response;
    if (status >= 500 && status !== 503) return `answered ${status}: ${text.slice(0, 300)}`;
    const described = document.paths[operation.path][operation.method.toLowerCase()].responses[status];
    // a path that is no longer the operation's, or a request that HTTP itself refuses
    if (!described) return status === 404 || status === 400 || status === 405 || status === 414 || status === 431 ? null : `answered ${status}, which the document does not name: ${text.slice(0, 300)}`;
    const schema = described.content?.[type]?.schema;
    if (!schema) return described.content === undefined || text === '' ? null : `answered ${status} as ${type}, which the document does not name`;
    if (!type.endsWith('json')) return null;
    const pointer = ['paths', operation.path, operation.method.toLowerCase(), 'responses', String(status), 'content', type, 'schema'].map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/');
    const validate = validators.get(pointer) ?? ajv.compile({ $ref: `api#/${pointer}` });
    validators.set(pointer, validate);
    return validate(JSON.parse(text)) ? null : `answered ${status} with a body that does not fit: ${ajv.errorsText(validate.errors)} ${text.slice(0, 300)}`;
  };
}
