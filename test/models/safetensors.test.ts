import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type NamedTensor, TrainyardError } from '../../src/engine/index.ts';
import { decodeSafetensors, encodeSafetensors } from '../../src/models/index.ts';

const tensors: NamedTensor[] = [
  { name: 'dense1.kernel', shape: [2, 3], data: Float32Array.of(1, -2, 3.5, NaN, Infinity, -0) },
  { name: 'dense1.bias', shape: [3], data: Float64Array.of(Math.PI, -1e-300, 5) },
  { name: 'scalar', shape: [], data: Float32Array.of(7) },
  { name: 'empty', shape: [0, 4], data: new Float32Array(0) },
];

/** A file with the header given as text. */
function file(header: string, data: number[] = []): Uint8Array {
  const json = new TextEncoder().encode(header);
  const bytes = new Uint8Array(8 + json.length + data.length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(json.length), true);
  bytes.set(json, 8);
  bytes.set(data, 8 + json.length);
  return bytes;
}

describe('round trip', () => {
  test('names, shapes, types and every bit survive', () => {
    expect(decodeSafetensors(encodeSafetensors(tensors, { format: 'trainyard' }))).toEqual(tensors);
  });

  test('also through a Buffer that is a view into a larger one', () => {
    const bytes = encodeSafetensors(tensors);
    const pool = Buffer.alloc(bytes.length + 13);
    pool.set(bytes, 13);
    expect(decodeSafetensors(pool.subarray(13))).toEqual(tensors);
  });

  test('the same tensors give the same bytes', () => {
    expect(encodeSafetensors(tensors)).toEqual(encodeSafetensors(tensors.map((tensor) => ({ ...tensor, data: tensor.data.slice() }))));
  });

  test('any tensors', () => {
    const tensor = fc.record({ name: fc.string({ minLength: 1, maxLength: 20 }).filter((name) => !['__metadata__', '__proto__'].includes(name)), values: fc.array(fc.float(), { maxLength: 20 }) });
    fc.assert(fc.property(fc.uniqueArray(tensor, { selector: ({ name }) => name, maxLength: 6 }), (list) => {
      const given = list.map(({ name, values }): NamedTensor => ({ name, shape: [values.length], data: Float32Array.from(values) }));
      const byName = (a: NamedTensor, b: NamedTensor) => (a.name < b.name ? -1 : 1);
      expect(decodeSafetensors(encodeSafetensors(given)).sort(byName)).toEqual(given.sort(byName));
    }));
  });
});

describe('refusals', () => {
  const good = '{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}';
  test.each([
    ['too short', new Uint8Array(3)],
    ['a header longer than the file', file(good).subarray(0, 20)],
    ['no JSON', file('{"a"', [])],
    ['no object', file('[]', [])],
    ['missing data', file(good, [1, 2])],
    ['data nobody owns', file(good, [1, 2, 3, 4, 5])],
    ['an unknown type', file('{"a":{"dtype":"I64","shape":[1],"data_offsets":[0,8]}}', new Array(8).fill(0))],
    ['a shape that does not fit', file('{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}', [0, 0, 0, 0])],
    ['a negative size', file('{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,-4]}}')],
    ['a huge size', file('{"a":{"dtype":"F32","shape":[9007199254740991,9007199254740991],"data_offsets":[0,4]}}', [0, 0, 0, 0])],
    ['overlapping tensors', file('{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}', [0, 0, 0, 0])],
    ['a gap', file('{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}', new Array(8).fill(0))],
    ['a type that is a list', file('{"a":{"dtype":["F64"],"shape":[1],"data_offsets":[0,8]}}', new Array(8).fill(0))],
    ['a type that is no text when asked', file('{"a":{"dtype":{"toString":1},"shape":[1],"data_offsets":[0,4]}}', [0, 0, 0, 0])],
    ['a type that is deeper than the stack', file(`{"a":{"dtype":${'['.repeat(200_000)}${']'.repeat(200_000)},"shape":[1],"data_offsets":[0,4]}}`, [0, 0, 0, 0])],
    ['an entry that is null', file('{"a":null}')],
  ])('%s', (_, bytes) => {
    expect(() => decodeSafetensors(bytes)).toThrow(TrainyardError);
  });

  test('a long name does not make a long message', () => {
    const bytes = file(`{"${'n'.repeat(100_000)}":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}`, new Array(8).fill(0));
    expect(() => decodeSafetensors(bytes)).toThrow(/^[^]{1,1000} overlap others or leave a gap$/);
  });

  test('a changed file is refused cleanly or read within its bounds', () => {
    const bytes = encodeSafetensors(tensors);
    fc.assert(fc.property(fc.nat(bytes.length - 1), fc.nat(255), fc.nat(bytes.length), (at, value, length) => {
      const changed = bytes.slice(0, length);
      if (at < length) changed[at] = value;
      try {
        decodeSafetensors(changed);
      } catch (error) {
        expect(error).toBeInstanceOf(TrainyardError);
      }
    }), { numRuns: 2000 });
  });
});
