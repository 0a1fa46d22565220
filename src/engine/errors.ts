/**
 * Every failure a person can cause or must act on. The table is sorted by who must act; the API maps the kind to a
 * status, the consumer maps `user` and `divergence` to "no retry".
 */
export const ERROR_CODES = {
  // the caller: the spec or the data is wrong
  'invalid-spec': 'spec',
  'unknown-member': 'spec',
  'unknown-name': 'spec',
  'shape-mismatch': 'spec',
  'cyclic-graph': 'spec',
  'label-count': 'spec',
  'memory-limit': 'spec',
  'not-supported': 'spec',
  'invalid-input': 'spec',
  'invalid-image': 'spec',
  'key-reused': 'spec',
  'malformed-request': 'malformed',
  'payload-too-large': 'too-large',
  'unsupported-media-type': 'media-type',
  'unauthorized': 'unauthorized',
  'missing-scope': 'forbidden',
  'cross-origin': 'forbidden',
  'too-many-requests': 'limited',
  'too-many-jobs': 'limited',
  'not-found': 'missing',
  'wrong-state': 'conflict',
  'already-exists': 'conflict',
  'in-flight': 'conflict',
  'build-mismatch': 'conflict',
  // the run itself
  'diverged': 'divergence',
  'restarts-exhausted': 'failure',
  // the operator: the surroundings are wrong
  'dataset-unavailable': 'unavailable',
  'dataset-corrupt': 'unavailable',
  'queue-unavailable': 'unavailable',
  'store-unavailable': 'unavailable',
  'store-corrupt': 'failure',
  'checkpoint-corrupt': 'failure',
  // us
  'internal': 'internal',
} as const;

export type ErrorCode = keyof typeof ERROR_CODES;
export type ErrorKind = (typeof ERROR_CODES)[ErrorCode];

/** One thing wrong with a document: where (JSON pointer such as `#/network/layers/3`), what, and what to do about it. */
export interface Issue {
  pointer: string;
  detail: string;
  hint: string;
  code?: ErrorCode;
}

export class TrainyardError extends Error {
  override readonly name = 'TrainyardError';
  readonly code: ErrorCode;
  readonly hint: string;
  readonly issues: readonly Issue[];
  /** seconds; null: nothing is known */
  readonly retryAfter: number | null;

  constructor(code: ErrorCode, message: string, options: { hint?: string; issues?: readonly Issue[]; retryAfter?: number; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.hint = options.hint ?? '';
    this.issues = options.issues ?? [];
    this.retryAfter = options.retryAfter ?? null;
  }

  get kind(): ErrorKind {
    return ERROR_CODES[this.code];
  }
}

/** A spec that cannot work, pointing at the member to change. */
export function specError(code: ErrorCode, pointer: string, detail: string, hint: string): TrainyardError {
  return new TrainyardError(code, detail, { hint, issues: [{ pointer, detail, hint, code }] });
}
