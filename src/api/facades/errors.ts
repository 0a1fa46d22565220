/** Errors as the foreign protocols have them: `{"error": "one sentence"}`. */
import { z } from 'zod';
import { detailOf, type Fault, sentence } from '../problem.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Errors are answered as `{"error": "..."}` instead of problem documents. */
    plainErrors?: boolean;
  }
}

const PREFIXES = ['/v1/', '/v2'];

/** Also where there is no route: who asks there speaks the protocol. */
export const wantsPlainErrors = (url: string, plain: boolean | undefined): boolean => plain ?? PREFIXES.some((prefix) => url.startsWith(prefix));

/** These protocols know no 422: a body that cannot work is a bad request. */
export function plainError(fault: Fault): { status: number; body: { error: string } } {
  return { status: fault.status === 422 ? 400 : fault.status, body: { error: `${detailOf(fault)} ${sentence(fault.hint)}`.trim() } };
}

const errorSchema = z.object({ error: z.string() });

/** Response entries of the errors an operation may answer. */
export function plainProblems<S extends number>(...statuses: S[]) {
  const entry = { description: 'What went wrong, and what to do about it.', content: { 'application/json': { schema: errorSchema } } };
  return Object.fromEntries([401, 403, ...statuses, 429, 500].map((status) => [status, entry])) as Record<S | 401 | 403 | 429 | 500, typeof entry>;
}
