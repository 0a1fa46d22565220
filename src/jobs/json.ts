/** JSON writes NaN and the infinities as null; here they keep their meaning as the strings "NaN", "Infinity", "-Infinity". */
export function encode(value: unknown): string {
  return JSON.stringify(value, (_, member: unknown) => (typeof member === 'number' && !Number.isFinite(member) ? String(member) : member));
}

const NUMBERS: Record<string, number> = { NaN, Infinity, '-Infinity': -Infinity };

/** A record of numbers written by `encode`. */
export function decodeNumbers(text: string): Record<string, number> {
  const parsed = JSON.parse(text) as Record<string, number | string>;
  return Object.fromEntries(Object.entries(parsed).map(([name, value]) => [name, typeof value === 'string' ? NUMBERS[value] : value]));
}
