/** Documents that are almost right. */
import fc from 'fast-check';

type Place = { holder: Record<string, unknown> | unknown[]; key: string | number };

/** What tends to break readers: wrong types, limits, names of prototypes, text that is no name, deep and long things. */
const NASTY: readonly unknown[] = [
  null, true, false, 0, -1, 1, 1.5, -0, 2 ** 31, 2 ** 32, 2 ** 53, -(2 ** 53), 1e308, -1e308, 5e-324, '', ' ', '0', 'null', '__proto__', 'constructor', 'toString', '../../etc/passwd', '..%2f', '\u0000',
  '\ud800', '🙂'.repeat(100), 'a'.repeat(10_000), '<script>', '${1+1}', '-inf', 'NaN', [], [[]], {}, [null], { $ref: '#' }, { __proto__: null, constructor: { prototype: {} } },
  nested(200), Array.from({ length: 2000 }, () => 0), { type: 'dense' }, { preset: 'deep-convnet' },
];

function nested(depth: number): unknown {
  let value: unknown = [];
  for (let i = 0; i < depth; i++) value = i % 2 ? [value] : { layers: value };
  return value;
}

/** A copy of the document with one to three of its places removed, replaced, doubled or joined by a stranger. */
export function mutated(document: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const change = fc.record({ where: fc.nat(), how: fc.constantFrom('replace', 'remove', 'add', 'double'), value: fc.oneof(fc.constantFrom(...NASTY), fc.jsonValue({ maxDepth: 2 })), name: fc.constantFrom('layer', 'Model', '__proto__', 'steps', 'epochs', 'learningrate', '') });
  return fc.tuple(document, fc.array(change, { minLength: 1, maxLength: 3 })).map(([original, changes]) => {
    const holder = { root: structuredClone(original) };
    for (const { where, how, value, name } of changes) {
      const places = placesOf(holder);
      const { holder: inside, key } = places[where % places.length];
      const there = (inside as Record<string, unknown>)[key as string];
      if (how === 'remove' && inside !== holder) remove(inside, key);
      else if (how === 'add' && isObject(there)) Object.defineProperty(there, name, { value, enumerable: true, configurable: true, writable: true });
      else if (how === 'double' && Array.isArray(there)) there.push(...there.slice(0, 1000));
      else (inside as Record<string, unknown>)[key as string] = value;
    }
    return holder.root;
  });
}

function placesOf(root: { root: unknown }): Place[] {
  const places: Place[] = [];
  const visit = (holder: Place['holder']): void => {
    for (const key of Object.keys(holder).slice(0, 50)) {
      places.push({ holder, key });
      const value = (holder as Record<string, unknown>)[key];
      if (value !== null && typeof value === 'object') visit(value as Place['holder']);
    }
  };
  visit(root);
  return places;
}

function remove(holder: Place['holder'], key: Place['key']): void {
  if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else delete holder[key as string];
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
