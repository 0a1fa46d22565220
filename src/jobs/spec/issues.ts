import { z } from 'zod';
import { nearestName } from '../../engine/index.ts';
import type { ErrorCode, Issue } from '../../engine/index.ts';

type Path = readonly PropertyKey[];
type Raw = z.core.$ZodIssue;

/** JSON pointer in its URI fragment form (RFC 6901): `#/network/layers/3`. */
export function pointerOf(path: Path, base = '#'): string {
  return path.reduce<string>((pointer, part) => `${pointer}/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`, base);
}

/** Members an object schema knows at a path; empty where it is open or no object. */
export function knownMembers(schema: unknown, path: Path): string[] {
  const inner = unwrap(schema);
  if (path.length === 0) return inner instanceof z.ZodObject ? Object.keys(inner.shape) : [];
  if (inner instanceof z.ZodObject) return knownMembers((inner.shape as Record<PropertyKey, unknown>)[path[0]], path.slice(1));
  if (inner instanceof z.ZodArray) return knownMembers(inner.element, path.slice(1));
  return [];
}

function unwrap(schema: unknown): unknown {
  let inner = schema;
  while (inner instanceof z.ZodDefault || inner instanceof z.ZodPrefault || inner instanceof z.ZodNullable || inner instanceof z.ZodOptional) {
    inner = inner.unwrap();
  }
  return inner;
}

export function unknownMember(pointer: string, name: string, known: readonly string[]): Issue {
  const nearest = nearestName(name, known);
  return {
    pointer,
    code: 'unknown-member',
    detail: `There is no member "${name}" here.`,
    hint: nearest === null ? (known.length > 0 ? `Known here: ${known.join(', ')}.` : 'Leave it out.') : `Did you mean "${nearest}"?`,
  };
}

export function unknownName(what: string, at: { pointer: string; name: string }, known: readonly string[]): Issue {
  const nearest = nearestName(at.name, known);
  return {
    pointer: at.pointer,
    code: 'unknown-name',
    detail: `There is no ${what} named "${at.name}".`,
    hint: `${nearest === null ? '' : `Did you mean "${nearest}"? `}Known: ${known.join(', ')}.`,
  };
}

/** What zod found, as issues: one per unknown member, each with what to do about it. */
export function issuesOf(error: z.core.$ZodError, schema: z.ZodType, base: string, input: unknown): Issue[] {
  return error.issues.flatMap((raw) => {
    if (raw.code === 'unrecognized_keys') {
      const known = knownMembers(schema, raw.path);
      return raw.keys.map((key) => unknownMember(pointerOf([...raw.path, key], base), key, known));
    }
    if (raw.code === 'invalid_union') {
      const meant = meantForm(raw.errors);
      if (meant) return issuesOf({ issues: meant.map((issue) => ({ ...issue, path: [...raw.path, ...issue.path] })) } as z.core.$ZodError, schema, base, input);
    }
    const code: ErrorCode = 'invalid-spec';
    return [{ pointer: pointerOf(raw.path, base), code, ...describe(raw, valueAt(input, raw.path), knownMembers(schema, raw.path)) }];
  });
}

/** Of the forms that a value may have, the only one that knows all its members; null where that is not one. */
function meantForm(forms: readonly (readonly Raw[])[]): readonly Raw[] | null {
  const fitting = forms.filter((issues) => !issues.some(({ code, path }) => code === 'unrecognized_keys' || (path.length === 0 && code !== 'custom')));
  return fitting.length === 1 ? fitting[0] : null;
}

function valueAt(input: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, part) => (value as Record<PropertyKey, unknown> | null | undefined)?.[part], input);
}

const kindOf = (value: unknown): string => {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  return Array.isArray(value) ? 'a list' : `${typeof value === 'object' ? 'an' : 'a'} ${typeof value}`;
};

const NOUNS: Record<string, string> = {
  int: 'a whole number', number: 'a number', string: 'a text', boolean: 'true or false', object: 'an object', record: 'an object', array: 'a list', null: 'null',
};

const shown = (value: unknown): string => {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
};

const UNITS: Record<string, string> = { string: ' characters', array: ' items', record: ' members' };

/** More members than these are no hint. */
const FEW_MEMBERS = 4;

function describe(raw: Raw, value: unknown, members: readonly string[]): { detail: string; hint: string } {
  switch (raw.code) {
    case 'invalid_type': {
      const wanted = NOUNS[raw.expected] ?? raw.expected;
      const example = raw.expected === 'object' && members.length > 0 && members.length <= FEW_MEMBERS ? `: {${members.map((name) => `"${name}": ...`).join(', ')}}` : '';
      const hint = `Give ${wanted}${example}.`;
      if (value === undefined) return { detail: 'This member is required.', hint };
      const found = typeof value === 'number' ? `the number ${value}` : kindOf(value);
      return { detail: `Expected ${wanted}, found ${found}.`, hint };
    }
    case 'invalid_value': {
      const allowed = raw.values.map((allowedValue) => JSON.stringify(allowedValue));
      const nearest = typeof value === 'string' ? nearestName(value, raw.values.map(String)) : null;
      return {
        detail: `${shown(value)} is not among the allowed values.`,
        hint: `${nearest === null ? '' : `Did you mean "${nearest}"? `}Allowed: ${allowed.join(', ')}.`,
      };
    }
    case 'too_small': {
      const bound = `${raw.inclusive === false ? 'more than' : 'at least'} ${raw.minimum}${UNITS[raw.origin] ?? ''}`;
      return { detail: `${shown(value)} is too small: it must be ${bound}.`, hint: `Give ${bound}.` };
    }
    case 'too_big': {
      const bound = `${raw.inclusive === false ? 'less than' : 'at most'} ${raw.maximum}${UNITS[raw.origin] ?? ''}`;
      return { detail: `${shown(value)} is too large: it must be ${bound}.`, hint: `Give ${bound}.` };
    }
    case 'invalid_format':
      return { detail: `${shown(value)} has the wrong form.`, hint: `It must match ${raw.pattern ?? raw.format}.` };
    case 'invalid_union':
      if (raw.message === 'Invalid input') break;
      return { detail: value === undefined ? 'This member is required.' : `${shown(value)} has none of the forms that are allowed here.`, hint: raw.message };
    case 'invalid_key':
      if (raw.issues[0]?.code === 'invalid_format') return { detail: `This name ${raw.issues[0].message}.`, hint: 'Give the member another name.' };
      return { detail: 'The name of this member is too long or empty.', hint: 'Give a name of 1 to 64 characters.' };
  }
  return { detail: raw.message, hint: 'See the schema in /openapi.json.' };
}
