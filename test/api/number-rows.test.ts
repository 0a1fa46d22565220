import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseRows } from '../../src/api/number-rows.ts';

const read = (text: string, shape: number[] = [3]) => parseRows(Buffer.from(text), 'instances', shape);

/** What JSON.parse makes of the same text. */
function oracle(text: string): Float32Array {
  const { instances } = JSON.parse(text) as { instances: unknown[][] };
  return Float32Array.from(instances.flat(Infinity as 1) as number[]);
}

/** Numbers as programs write them: short and long, with exponents, around the middles of two floats. */
const number = fc.oneof(
  fc.double({ noNaN: true, min: -3.4e38, max: 3.4e38 }).map(String),
  fc.double({ noNaN: true, min: 0, max: 1 }).map(String),
  fc.integer({ min: 0, max: 10_000 }).map((n) => (n / 10_000).toFixed(4)),
  fc.integer().map(String),
  fc.tuple(fc.float({ noNaN: true, min: 0, max: 1 }), fc.integer({ min: -3, max: 3 })).map(([value, nudge]) => (value + 2 ** -25 * value + nudge * 1e-17).toPrecision(21).replace(/^(\d+)$/, '$1.0')),
  fc.tuple(fc.nat(1e9), fc.nat({ max: 1e9 }), fc.integer({ min: -30, max: 25 })).map(([a, b, exponent]) => `${a}.${b}${exponent > 0 ? `E+${exponent}` : `e${exponent}`}`),
  fc.stringMatching(/^-?(0|[1-9]\d{0,25})(\.\d{1,25})?$/),
).filter((text) => Number.isFinite(Math.fround(Number(text))));

describe('rows of numbers', () => {
  test('are what JSON.parse reads, rounded to float32, wherever there are spaces', () => {
    fc.assert(fc.property(fc.array(fc.tuple(number, number, number), { minLength: 1, maxLength: 6 }), fc.constantFrom('', ' ', '\n\t', '\r\n'), (rows, space) => {
      const text = `{${space}"instances"${space}:${space}[${rows.map((row) => `${space}[${space}${row.join(`${space},${space}`)}${space}]`).join(',')}${space}]${space}}${space}`;
      const found = read(text);
      expect(found?.count).toBe(rows.length);
      expect(found?.inputs).toEqual(oracle(text));
    }), { numRuns: 2000 });
  });

  test('may be nested as the shape says, or flat, in one request', () => {
    const text = '{"instances": [[[[1],[2]],[[3],[4]]], [5,6,7,8]]}';
    expect(read(text, [2, 2, 1])).toEqual({ inputs: Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8), count: 2 });
  });

  test('of many samples are all there', () => {
    const rows = Array.from({ length: 3000 }, (_, i) => [i + 1, i / 7, -i - 1]);
    expect(read(JSON.stringify({ instances: rows }))!.inputs).toEqual(Float32Array.from(rows.flat()));
  });

  test.each([
    '', ' ', '{}', '[]', '{"instances":[]}', '{"instances":[[]]}', '{"instances":[[1,2]]}', '{"instances":[[1,2,3,4]]}', '{"instances":[[1,2,3],]}', '{"instances":[[1,2,3]', '{"instances":[[1,2,3]]', '{"instances":[[1,2,3]]}x',
    '{"instances":[[1,2,null]]}', '{"instances":[[1,2,"3"]]}', '{"instances":[[1,2,03]]}', '{"instances":[[1,2,1e39]]}', '{"instances":[[1,2,.5]]}', '{"instances":[[1,2,5.]]}', '{"instances":[[1,2,+5]]}', '{"instances":[[1,2,-]]}',
    '{"instances":[[1,2,1e]]}', '{"instances":[[1,2,1e+]]}', '{"instances":[[1,2,0x1]]}', '{"instances":[[1,2,NaN]]}', '{"instances":[[1 2 3]]}', '{"instances":[[1,,3]]}', '{"instances":[1,2,3]}', '{"instances":[[1,2,3]],"x":1}',
    '{"instance":[[1,2,3]]}', '{"instancesx":[[1,2,3]]}', '{"instances":[[[1],[2],[3]]]}', '{"instances":[[1,2,1.2.3]]}', '{"instances":[[1,2,-01]]}', '{"instances":[[1,2,--1]]}',
  ])('%s is left to JSON.parse', (text) => {
    expect(read(text)).toBeNull();
  });

  test('any bytes are read or left, and nothing else', () => {
    const bytes = fc.oneof(fc.uint8Array({ maxLength: 60 }), fc.string({ unit: fc.constantFrom(...'{}[],:.-+eE0129" instances'), maxLength: 60 }).map((text) => new TextEncoder().encode(`{"instances":${text}`)));
    fc.assert(fc.property(bytes, (body) => {
      const found = parseRows(body, 'instances', [2]);
      if (found) expect(found.inputs).toEqual(oracle(Buffer.from(body).toString()));
    }), { numRuns: 5000 });
  });
});
