import { createHash } from 'node:crypto';
import type { JobSpec } from './schema.ts';

/** JSON with members sorted by name, so that equal documents have equal bytes. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`);
    return `{${members.join(',')}}`;
  }
  return JSON.stringify(value) ?? 'null';
}

/** Identity of what is trained: everything but how it is run (`threads`, `priority`) and labelled (`metadata`). */
export function specHash(spec: JobSpec): string {
  const { threads: _threads, priority: _priority, metadata: _metadata, ...identity } = spec;
  return `sha256:${createHash('sha256').update(canonicalJson(identity)).digest('hex')}`;
}
