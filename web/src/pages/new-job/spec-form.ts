import type { Problem } from '../../../../src/client/index.ts';
import type { Catalogue, CatalogueEntry } from '../../service/catalogue.ts';
import type { Schema } from './schema.ts';

export type Path = readonly (string | number)[];
export type Spec = Readonly<Record<string, unknown>>;

/** A spec that is being written: its members by path, and what is wrong with them. */
export interface SpecForm {
  spec: Spec;
  catalogue: Catalogue;
  semantics: 'modern' | 'book';
  get(path: Path): unknown;
  /** undefined takes the member away: its default holds */
  set(path: Path, value: unknown): void;
  problem(path: Path): string | null;
  /** whether anything at these paths or below is wrong */
  hasProblem(...paths: Path[]): boolean;
}

export const pointerOf = (path: Path): string => `#${path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')}`;

export function getAt(document: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, part) => (value !== null && typeof value === 'object' ? (value as Record<string, unknown>)[part] : undefined), document);
}

export function setAt(document: unknown, [first, ...rest]: Path, value: unknown): unknown {
  if (first === undefined) return value;
  if (Array.isArray(document)) return document.map((each, index) => (index === Number(first) ? setAt(each, rest, value) : each));
  const { [first]: old, ...others } = (document !== null && typeof document === 'object' ? document : {}) as Record<string, unknown>;
  const next = setAt(old, rest, value);
  if (next === undefined) return others;
  // a member keeps its place, so that the JSON does not jump while somebody types
  return old === undefined ? { ...others, [first]: next } : { ...(document as object), [first]: next };
}

export type SpecProblem = NonNullable<Problem['errors']>[number];

interface FormParts {
  spec: Spec;
  catalogue: Catalogue;
  problems: readonly SpecProblem[];
  onChange: (spec: Spec) => void;
}

export function formOf({ spec, catalogue, problems, onChange }: FormParts): SpecForm {
  return {
    spec,
    catalogue,
    semantics: spec.semantics === 'book' ? 'book' : 'modern',
    get: (path) => getAt(spec, path),
    set: (path, value) => onChange(setAt(spec, path, value) as Spec),
    problem: (path) => {
      const found = problems.find(({ pointer }) => pointer === pointerOf(path));
      return found ? [found.detail, found.hint].filter(Boolean).join(' ') : null;
    },
    hasProblem: (...paths) => problems.some(({ pointer }) => paths.some((path) => pointer === pointerOf(path) || pointer.startsWith(`${pointerOf(path)}/`))),
  };
}

/** The schema of a member of the job spec. */
export function schemaAt(catalogue: Catalogue, path: Path): Schema {
  return path.reduce<Schema>((schema, part) => {
    const options = [schema, ...(schema.anyOf ?? [])];
    return options.find(({ properties }) => properties?.[part])?.properties?.[part] ?? {};
  }, catalogue.spec as Schema);
}

export const entryOf = (entries: readonly CatalogueEntry[], type: unknown): CatalogueEntry | undefined => entries.find((entry) => entry.type === type);

/** Moves the focus to the field of a problem, or to the nearest around it. */
export function focusField(pointer: string): void {
  for (let at = pointer; at !== '#' && at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
    const field = document.querySelector<HTMLElement>(`[data-pointer="${CSS.escape(at)}"]`);
    if (!field) continue;
    field.closest('details')?.setAttribute('open', '');
    field.focus();
    field.scrollIntoView({ block: 'center' });
    return;
  }
}
