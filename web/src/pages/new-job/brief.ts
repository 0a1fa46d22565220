import { bare, type Schema } from './schema.ts';
import type { Spec } from './spec-form.ts';

/** A spec without the members that say what is the default anyway. */
export function brief(spec: Spec, schema: Schema): Spec {
  const entries = Object.entries(spec).flatMap(([name, value]): [string, unknown][] => {
    const member = bare(schema.properties?.[name] ?? {});
    if (value === null || JSON.stringify(value) === JSON.stringify(member.default)) return [];
    if (typeof value !== 'object' || Array.isArray(value)) return [[name, value]];
    const inner = brief(value as Spec, member);
    return Object.keys(inner).length === 0 ? [] : [[name, inner]];
  });
  return Object.fromEntries(entries);
}
