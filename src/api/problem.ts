import type { FastifyError } from 'fastify';
import { TrainyardError } from '../engine/index.ts';
import type { ErrorKind, Issue } from '../engine/index.ts';

/** RFC 9457 problem details, with our members. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  instance: string;
  code: string;
  hint: string;
  requestId: string;
  errors: { pointer: string; detail: string; hint: string; code: string }[];
}

/** The part of a problem that the request does not decide. */
export interface Fault {
  status: number;
  code: string;
  detail: string;
  hint: string;
  issues: readonly Issue[];
  /** seconds after which it may work */
  retryAfter?: number;
}

const STATUS: Record<ErrorKind, number> = {
  'spec': 422, 'malformed': 400, 'too-large': 413, 'media-type': 415, 'unauthorized': 401, 'forbidden': 403, 'limited': 429, 'missing': 404, 'conflict': 409,
  'divergence': 500, 'failure': 500, 'unavailable': 503, 'internal': 500,
};

const TITLES: Record<number, string> = {
  400: 'Malformed request', 401: 'Unauthorized', 403: 'Forbidden', 404: 'Not found', 405: 'Method not allowed', 408: 'Request timeout', 409: 'Conflict', 413: 'Payload too large', 414: 'Address too long',
  415: 'Unsupported media type', 422: 'Unprocessable content', 429: 'Too many requests', 431: 'Headers too large', 500: 'Internal error', 503: 'Service unavailable',
};

const fault = (status: number, code: string, detail: string, hint: string): Fault => ({ status, code, detail, hint, issues: [] });

/** Errors of the HTTP framework itself, by their code. */
const FRAMEWORK: Record<string, Fault> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: fault(415, 'unsupported-media-type', 'This operation does not read bodies of that type.', 'Send Content-Type: application/json.'),
  FST_ERR_CTP_EMPTY_JSON_BODY: fault(400, 'malformed-request', 'The body is empty though its type is application/json.', 'Send a JSON document.'),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: fault(400, 'malformed-request', 'The body is not as long as Content-Length says.', 'Let the client compute Content-Length.'),
  FST_ERR_CTP_BODY_TOO_LARGE: fault(413, 'payload-too-large', 'The body is larger than this operation reads.', 'Send less at once.'),
  FST_ERR_MAX_PARAM_LENGTH: fault(414, 'malformed-request', 'A part of the address is too long.', 'Names and ids have at most 100 characters.'),
  FST_ERR_BAD_URL: fault(400, 'malformed-request', 'The address is not a valid URL.', 'Check its percent-encoding.'),
};

/** Of requests that never became one, by Node's codes. */
export const CLIENT_FAULTS: Record<string, Fault> = {
  HPE_HEADER_OVERFLOW: fault(431, 'malformed-request', 'The headers, or the address, are too large.', 'Address and headers together may have 16 KiB.'),
  ERR_HTTP_REQUEST_TIMEOUT: fault(408, 'malformed-request', 'The request took too long to arrive.', 'Send it at once.'),
  other: fault(400, 'malformed-request', 'This is no HTTP request.', 'Encode addresses by percent signs, and send HTTP/1.1.'),
};

const INTERNAL = fault(500, 'internal', 'Something went wrong on our side.', 'Try again; if it persists, look for the requestId in the log of the service.');

/** What to answer for an error. Nothing of an unexpected one is shown: its text may name files or keys. */
export function faultOf(error: unknown): Fault {
  if (error instanceof TrainyardError) return ofTrainyard(error);
  if (!(error instanceof Error)) return INTERNAL;
  const { code, statusCode } = error as Partial<FastifyError>;
  if (code !== undefined && code in FRAMEWORK) return FRAMEWORK[code];
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return fault(statusCode, 'malformed-request', 'The request cannot be read.', 'Compare it with /openapi.json.');
  }
  return INTERNAL;
}

function ofTrainyard(error: TrainyardError): Fault {
  if (error.kind === 'internal') return INTERNAL;
  const { retryAfter } = error;
  return { status: STATUS[error.kind], code: error.code, detail: error.message, hint: error.hint, issues: error.issues, ...(retryAfter === null ? {} : { retryAfter }) };
}

/** The engine words its errors in halves of sentences, without a capital. One that begins with the name of its member keeps that as it is. */
export function sentence(text: string, pointer = ''): string {
  const first = /^([a-z]+)[ ,:;]/.exec(text)?.[1];
  const begun = first === undefined || pointer.endsWith(`/${first}`) ? text : `${text[0].toUpperCase()}${text.slice(1)}`;
  return begun === '' || /[.!?…:]["”')]?$/.test(begun) ? begun : `${begun}.`;
}

/** What is wrong, with the place where it is one. */
export function detailOf({ detail, issues }: Fault): string {
  const [{ pointer, detail: only } = { pointer: '', detail: '' }] = issues;
  return pointer !== '' && pointer !== '#' && only === detail ? `${pointer}: ${sentence(detail, pointer)}` : sentence(detail, pointer);
}

export function problemOf(from: Fault, request: { url: string; id: string }): Problem {
  return {
    type: `urn:trainyard:problem:${from.code}`,
    title: TITLES[from.status] ?? 'Error',
    status: from.status,
    detail: detailOf(from),
    instance: request.url.split('?', 1)[0],
    code: from.code,
    hint: sentence(from.hint),
    requestId: request.id,
    errors: from.issues.map(({ pointer, detail, hint, code }) => ({ pointer, detail: sentence(detail, pointer), hint: sentence(hint), code: code ?? from.code })),
  };
}
