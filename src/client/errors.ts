import type { components } from './api.gen.ts';

export type Problem = components['schemas']['Problem'];

/** An answer other than success. `problem` is what the service said; its `code` is stable, its `errors` point at members. */
export class TrainyardApiError extends Error {
  override readonly name = 'TrainyardApiError';
  readonly status: number;
  readonly code: string;
  readonly hint: string;
  readonly problem: Problem | null;

  constructor(status: number, problem: Problem | null) {
    super(problem?.detail ?? `The service answered ${status}.`);
    this.status = status;
    this.code = problem?.code ?? 'unknown';
    this.hint = problem?.hint ?? '';
    this.problem = problem;
  }
}

export function apiError(status: number, body: unknown): TrainyardApiError {
  const isProblem = body !== null && typeof body === 'object' && 'code' in body && 'detail' in body;
  return new TrainyardApiError(status, isProblem ? (body as Problem) : null);
}

export async function errorOf(response: Response): Promise<TrainyardApiError> {
  const text = await response.text();
  try {
    return apiError(response.status, JSON.parse(text));
  } catch {
    return apiError(response.status, null);
  }
}
