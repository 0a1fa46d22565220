import { createSerializerCompiler } from 'fastify-type-provider-zod';
import type { z } from 'zod';
import { TrainyardError } from '../../engine/index.ts';
import type { Issue } from '../../engine/index.ts';
import { issuesOf } from '../../jobs/spec/index.ts';
import type { ApiApp } from '../deps.ts';

const checkedByHandler = new WeakSet<object>();

/** A body schema that documents only: the handler checks, because it finds more or reads several media types. */
export function documentOnly<T extends z.ZodType>(schema: T): z.ZodType<unknown, z.input<T>> {
  checkedByHandler.add(schema);
  return schema as unknown as z.ZodType<unknown, z.input<T>>;
}

/** `value` as the schema says, or an error with all issues: 422 for a body, 400 for an address. */
export function parseRequest<T extends z.ZodType>(schema: T, value: unknown, part = 'body'): z.output<T> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const inBody = part === 'body';
  const code = inBody ? 'invalid-input' : 'malformed-request';
  const base = inBody ? '#' : `#/${part === 'querystring' ? 'query' : part}`;
  const issues = issuesOf(parsed.error, schema, base, value).map((issue): Issue => ({ ...issue, code: issue.code === 'unknown-member' ? issue.code : code }));
  const [first] = issues;
  throw new TrainyardError(code, `${first.pointer}: ${first.detail}`, { hint: first.hint, issues });
}

export function addValidation(app: ApiApp): void {
  app.setValidatorCompiler<z.ZodType>(({ schema, httpPart }) => (value: unknown) => {
    if (checkedByHandler.has(schema)) return { value };
    try {
      return { value: parseRequest(schema, value, httpPart) };
    } catch (error) {
      return { error: error as Error };
    }
  });
  app.setSerializerCompiler(createSerializerCompiler({ replacer: wireValue }));
}

/** JSON knows no NaN: such numbers travel as the strings "NaN", "Infinity", "-Infinity". */
export function wireValue(_key: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
}

export type WireNumber = number | 'NaN' | 'Infinity' | '-Infinity';

export const wireNumber = (value: number): WireNumber => (Number.isFinite(value) ? value : (String(value) as WireNumber));

export function wireMetrics(metrics: Readonly<Record<string, number>>): Record<string, WireNumber> {
  return Object.fromEntries(Object.entries(metrics).map(([name, value]) => [name, wireNumber(value)]));
}
