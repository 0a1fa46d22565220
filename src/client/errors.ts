import type { components } from './api.gen.ts';

export type Problem = components['schemas']['Problem'];
export type Issue = Problem['errors'][number];

/** An answer other than success. `problem` is what the service said; its `code` is stable, its `errors` point at members. */
export class TrainyardApiError extends Error {
  override readonly name: string = 'TrainyardApiError';
  readonly status: number;
  readonly code: string;
  readonly hint: string;
  readonly problem: Problem | null;
  /** Seconds after which it may work, where the service said so. */
  readonly retryAfter: number | null;

  constructor(status: number, problem: Problem | null, retryAfter: number | null = null) {
    super(problem?.detail ?? `The service answered ${status}.`);
    this.status = status;
    this.code = problem?.code ?? 'unknown';
    this.hint = problem?.hint ?? '';
    this.problem = problem;
    this.retryAfter = retryAfter;
  }

  /** What is wrong, one entry per member: its JSON pointer, the reason and the fix. */
  get issues(): readonly Issue[] {
    return this.problem?.errors ?? [];
  }
}

/** 400, 413, 415, 422: another request is needed; `issues` says where. */
export class InvalidRequestError extends TrainyardApiError {
  override readonly name = 'InvalidRequestError';
}

/** 401: the key is missing, wrong, revoked or expired, or the session has ended. */
export class UnauthorizedError extends TrainyardApiError {
  override readonly name = 'UnauthorizedError';
}

/** 403: the key lacks the scope, or a page of another site asked. */
export class ForbiddenError extends TrainyardApiError {
  override readonly name = 'ForbiddenError';
}

export class NotFoundError extends TrainyardApiError {
  override readonly name = 'NotFoundError';
}

/** 409: the state does not allow it. */
export class ConflictError extends TrainyardApiError {
  override readonly name = 'ConflictError';
}

/** 429, after the retries: too many requests, or too many jobs of this key. */
export class TooManyRequestsError extends TrainyardApiError {
  override readonly name = 'TooManyRequestsError';
}

/** 503, after the retries: something the service needs is away. */
export class UnavailableError extends TrainyardApiError {
  override readonly name = 'UnavailableError';
}

/** No answer at all, after the retries. `cause` is what `fetch` said. */
export class TrainyardConnectionError extends Error {
  override readonly name = 'TrainyardConnectionError';
  readonly hint: string;

  constructor(address: string, cause: unknown) {
    super(`The service at ${address} does not answer (${reasonOf(cause)}).`, { cause });
    this.hint = 'Is it running, and is the address right?';
  }
}

const BY_STATUS: Partial<Record<number, typeof TrainyardApiError>> = {
  400: InvalidRequestError, 401: UnauthorizedError, 403: ForbiddenError, 404: NotFoundError, 409: ConflictError,
  413: InvalidRequestError, 415: InvalidRequestError, 422: InvalidRequestError, 429: TooManyRequestsError, 503: UnavailableError,
};

export function apiError(response: Response, body: unknown): TrainyardApiError {
  const isProblem = body !== null && typeof body === 'object' && 'code' in body && 'detail' in body;
  const Type = BY_STATUS[response.status] ?? TrainyardApiError;
  return new Type(response.status, isProblem ? (body as Problem) : null, retryAfterOf(response));
}

export async function errorOf(response: Response): Promise<TrainyardApiError> {
  const text = await response.text();
  try {
    return apiError(response, JSON.parse(text));
  } catch {
    return apiError(response, null);
  }
}

export const isApiError = (error: unknown, code?: string): error is TrainyardApiError =>
  error instanceof TrainyardApiError && (code === undefined || error.code === code);

/** Seconds of `Retry-After`, which may also be a date. */
export function retryAfterOf({ headers }: Response): number | null {
  const value = headers.get('retry-after');
  if (value === null) return null;
  if (/^\d+$/.test(value)) return Number(value);
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : Math.max(0, (at - Date.now()) / 1000);
}

/** `fetch` hides the reason in its cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  if (cause instanceof Error) return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.message;
  return error.message;
}
