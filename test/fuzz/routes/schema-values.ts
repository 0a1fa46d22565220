/** Values that a JSON Schema allows, as far as requests need it: what is left out here (formats, say) comes from the examples. */
import fc from 'fast-check';

export type Schema = Record<string, unknown>;
export type Resolve = (reference: string) => Schema;

const DEPTH = 4;
const PLAIN_KEYS = fc.stringMatching(/^[a-z]{1,8}$/);

export function valuesOf(schema: Schema | boolean | undefined, resolve: Resolve, depth = 0): fc.Arbitrary<unknown> {
  if (schema === undefined || typeof schema === 'boolean' || depth > DEPTH) return fc.jsonValue({ maxDepth: 1 });
  if (typeof schema.$ref === 'string') return valuesOf(resolve(schema.$ref), resolve, depth);
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (Array.isArray(schema.enum)) return fc.constantFrom(...(schema.enum as unknown[]));
  const choices = (schema.anyOf ?? schema.oneOf) as Schema[] | undefined;
  if (choices) return fc.oneof(...choices.map((each) => valuesOf(each, resolve, depth + 1)));
  switch (schema.type) {
    case 'null': return fc.constant(null);
    case 'boolean': return fc.boolean();
    case 'integer': return fc.integer({ min: bound(schema.minimum, -1000), max: bound(schema.maximum, 1000) });
    case 'number': return fc.double({ min: bound(schema.minimum ?? schema.exclusiveMinimum, -1000), max: bound(schema.maximum, 1000), noNaN: true });
    case 'string': return strings(schema);
    case 'array': return fc.array(valuesOf(schema.items as Schema, resolve, depth + 1), { minLength: Number(schema.minItems ?? 0), maxLength: Number(schema.minItems ?? 0) + 3 });
    case 'object': return objects(schema, resolve, depth);
    default: return fc.jsonValue({ maxDepth: 2 });
  }
}

/** Limits of the schema kept near zero, where most of the meaning is. */
const bound = (given: unknown, otherwise: number): number => (typeof given === 'number' ? (otherwise < 0 ? Math.max(given, otherwise) : Math.min(given, otherwise)) : otherwise);

function strings({ pattern, minLength = 0, maxLength = 40 }: Schema): fc.Arbitrary<string> {
  if (typeof pattern === 'string') return fc.stringMatching(new RegExp(pattern));
  return fc.string({ minLength: Number(minLength), maxLength: Math.min(Number(maxLength), 200) });
}

function objects({ properties = {}, required = [], additionalProperties }: Schema, resolve: Resolve, depth: number): fc.Arbitrary<unknown> {
  const members = Object.fromEntries(Object.entries(properties as Record<string, Schema>).map(([name, each]) => [name, valuesOf(each, resolve, depth + 1)]));
  const known = fc.record(members, { requiredKeys: (required as string[]).filter((name) => name in members) });
  if (additionalProperties === undefined || additionalProperties === false) return known;
  return fc.tuple(known, fc.dictionary(PLAIN_KEYS, valuesOf(additionalProperties as Schema, resolve, depth + 1), { maxKeys: 2 })).map(([own, more]) => ({ ...more, ...(own as object) }));
}
