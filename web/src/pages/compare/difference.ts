import type { Job } from '../../../../src/client/index.ts';
import { toNumber } from '../../format.ts';

/** Members that say nothing about how it is trained. */
const APART = ['model', 'metadata', 'priority', 'threads'];

function leaves(value: unknown, path: string, into: Map<string, string>): void {
  const isBranch = value !== null && typeof value === 'object' && Object.keys(value).length > 0 && !(Array.isArray(value) && value.every((each) => typeof each !== 'object'));
  if (!isBranch) into.set(path, typeof value === 'string' ? value : JSON.stringify(value));
  else for (const [name, inner] of Object.entries(value)) leaves(inner, path === '' ? name : `${path}.${name}`, into);
}

export interface Difference {
  path: string;
  /** by job; undefined where a spec has no such member */
  values: readonly (string | undefined)[];
}

/** The members of the specs that are not the same in all. */
export function differencesOf(jobs: readonly Job[]): Difference[] {
  const flat = jobs.map(({ spec }) => {
    const into = new Map<string, string>();
    leaves(Object.fromEntries(Object.entries(spec).filter(([name]) => !APART.includes(name))), '', into);
    return into;
  });
  const paths = [...new Set(flat.flatMap((each) => [...each.keys()]))];
  return paths.map((path) => ({ path, values: flat.map((each) => each.get(path)) })).filter(({ values }) => new Set(values).size > 1);
}

export const isBetter = (metric: string, a: number, b: number): boolean => (/loss/i.test(metric) ? a < b : a > b);

/** The best a series reached; NaN where it has no number. */
export function bestOf(metric: string, values: readonly unknown[]): number {
  return values.map(toNumber).filter(Number.isFinite).reduce((best, value) => (Number.isNaN(best) || isBetter(metric, value, best) ? value : best), Number.NaN);
}
