import { z } from 'zod';

export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  instance: z.string(),
  code: z.string().describe('Stable name of what went wrong, such as invalid-spec or not-found.'),
  hint: z.string().describe('What to do about it.'),
  requestId: z.string(),
  errors: z.array(z.object({ pointer: z.string(), detail: z.string(), hint: z.string(), code: z.string() })).describe('One entry per thing that is wrong, with a JSON pointer.'),
}).meta({ id: 'Problem', description: 'Problem details (RFC 9457).' });

const DESCRIPTIONS = {
  400: 'The request is malformed.',
  401: 'The API key is missing or wrong.',
  403: 'The API key lacks the scope that this operation needs.',
  404: 'There is no such thing.',
  409: 'The state does not allow this.',
  413: 'The body is too large.',
  415: 'The media type is not read here.',
  422: 'The document is well formed but cannot work; `errors` says where and why.',
  429: 'Too much at once; try again after `Retry-After` seconds.',
  500: 'Something went wrong on our side.',
  503: 'Something this operation needs is away; try again after `Retry-After` seconds.',
} as const;

type ErrorStatus = keyof typeof DESCRIPTIONS;

/** Response entries of the errors an operation may answer; those every operation may answer are added. */
export function problems<S extends ErrorStatus>(...statuses: S[]) {
  const entry = (status: ErrorStatus) => ({ description: DESCRIPTIONS[status], content: { 'application/problem+json': { schema: problemSchema } } });
  return Object.fromEntries([401 as const, 403 as const, ...statuses, 429 as const, 500 as const].map((status) => [status, entry(status)])) as
    Record<S | 401 | 403 | 429 | 500, ReturnType<typeof entry>>;
}

/** The envelope of every list. */
export const listOf = <T extends z.ZodType>(item: T) => z.object({
  object: z.literal('list'),
  data: z.array(item),
  hasMore: z.boolean(),
  firstId: z.string().nullable(),
  lastId: z.string().nullable(),
});

export function list<T>(data: T[], idOf: (item: T) => string, hasMore = false) {
  const [first] = data;
  const last = data.at(-1);
  return { object: 'list' as const, data, hasMore, firstId: first === undefined ? null : idOf(first), lastId: last === undefined ? null : idOf(last) };
}

export const limitSchema = z.coerce.number().int().min(1).max(100).default(20).describe('How many to return, 1 to 100.');
export const wireNumberSchema = z.union([z.number(), z.enum(['NaN', 'Infinity', '-Infinity'])]).describe('A number, or the name of one that JSON cannot write.');
export const metricsSchema = z.record(z.string(), wireNumberSchema);
export const timeSchema = z.string().describe('ISO 8601, UTC.');
export const shapeSchema = z.array(z.int());
