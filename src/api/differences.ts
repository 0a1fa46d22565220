/** Where two JSON documents differ, by pointer (RFC 6901). Lists are compared place by place. */
export interface Difference {
  pointer: string;
  /** absent where the document has no such member */
  from?: unknown;
  to?: unknown;
}

export function differencesOf(from: unknown, to: unknown, pointer = '#'): Difference[] {
  if (Object.is(from, to)) return [];
  if (!isContainer(from) || !isContainer(to) || Array.isArray(from) !== Array.isArray(to)) return [{ pointer, ...(from !== undefined && { from }), ...(to !== undefined && { to }) }];
  const names = [...new Set([...Object.keys(from), ...Object.keys(to)])];
  return names.flatMap((name) => differencesOf(memberOf(from, name), memberOf(to, name), `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`));
}

const isContainer = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const memberOf = (object: Record<string, unknown>, name: string): unknown => (Object.hasOwn(object, name) ? object[name] : undefined);
