import type { z } from 'zod';
import type { Issue } from './errors.ts';
import { nearestName } from './names.ts';
import type { Semantics } from './types.ts';

/** What every registry entry with options has. */
interface Configurable {
  config: z.ZodType & { shape: Record<string, z.ZodType> };
  defaults: Record<Semantics, Record<string, unknown>>;
}

/** What a schema's own check attaches to its issue when it met a name that it does not know. */
export interface UnknownParams {
  kind: string;
  name: string;
  known: readonly string[];
}

const unknownNameOf = (kind: string) => (pointer: string, name: string, known: readonly string[]) => unknownName(pointer, kind, name, known);

/** Options with the defaults of the semantics filled in, or everything that is wrong with them. */
export function resolveOptions(definition: Configurable, given: Record<string, unknown>, semantics: Semantics, pointer: string): { options: Record<string, unknown>; issues: Issue[] } {
  const parsed = definition.config.safeParse({ ...definition.defaults[semantics], ...given });
  if (parsed.success) return { options: parsed.data as Record<string, unknown>, issues: [] };
  const known = Object.keys(definition.config.shape);
  const issues = parsed.error.issues.flatMap((issue): Issue[] => {
    if (issue.code === 'unrecognized_keys' && issue.path.length === 0) return issue.keys.map((key) => unknownMember(`${pointer}/${key}`, key, known));
    const path = issue.path.map(String);
    const unknown = issue.code === 'custom' ? (issue.params as UnknownParams | undefined) : undefined;
    if (unknown) return [(unknown.kind === 'option' ? unknownMember : unknownNameOf(unknown.kind))([pointer, ...path].join('/'), unknown.name, unknown.known)];
    const value = path.reduce<unknown>((inner, part) => (inner as Record<string, unknown> | undefined)?.[part], given);
    const detail = value === undefined ? `${path.join('.')} is required` : `${path.join('.')} is ${shown(value)}: ${issue.message}`;
    return [{ pointer: [pointer, ...path].join('/'), code: 'invalid-spec', detail, hint: hintFor(definition.config.shape[path[0]]) }];
  });
  return { options: {}, issues };
}

const shown = (value: unknown): string => (JSON.stringify(value) ?? String(value)).slice(0, 60);

function hintFor(schema: z.ZodType | undefined): string {
  return schema?.description ? `give ${schema.description}; the catalogue has the full schema` : 'see the catalogue for the schema';
}

export function unknownMember(pointer: string, name: string, known: readonly string[]): Issue {
  const nearest = nearestName(name, known);
  const hint = nearest ? `did you mean "${nearest}"?` : known.length > 0 ? `known options: ${known.join(', ')}` : 'leave it out: there are no options here';
  return { pointer, code: 'unknown-member', detail: `there is no option "${name}"`, hint };
}

export function unknownName(pointer: string, kind: string, name: unknown, known: readonly string[]): Issue {
  const nearest = typeof name === 'string' ? nearestName(name, known) : null;
  return {
    pointer,
    code: 'unknown-name',
    detail: `there is no ${kind} ${shown(name)}`,
    hint: nearest ? `did you mean "${nearest}"? Known: ${known.join(', ')}` : `known: ${known.join(', ')}`,
  };
}
