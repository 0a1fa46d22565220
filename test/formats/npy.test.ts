import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TrainyardError } from '../../src/engine/index.ts';
import { readNpy } from '../../src/formats/npy.ts';
import { readNpz } from '../../src/formats/npz.ts';
import { bytesOf, zip } from './support.ts';

const fixture = (name: string): Uint8Array => readFileSync(new URL(`../fixtures/uploads/${name}`, import.meta.url));
const read = (name: string): ReturnType<typeof readNpz> => readNpz(fixture(name), { totalBytes: 1e6 }, name);

/** An `.npy` file with a header of one's own. */
const npy = (header: string, values: Uint8Array = new Uint8Array(4), version = 1): Uint8Array => {
  const text = bytesOf(header);
  return Buffer.concat([Uint8Array.of(0x93), bytesOf('NUMPY'), Uint8Array.of(version, 0, text.length & 255, text.length >> 8), ...(version > 1 ? [Uint8Array.of(0, 0)] : []), text, values]);
};

const refusal = (bytes: Uint8Array): string => {
  try {
    readNpy(bytes, 'a.npy');
  } catch (error) {
    if (error instanceof TrainyardError) return error.message;
    throw error;
  }
  throw new Error('nothing was refused');
};

describe('arrays that NumPy wrote', () => {
  const arrays = read('types.npz');

  test.each(['u1', 'i1', 'u2', 'i2', 'u4', 'i4', 'u8', 'i8', 'f2', 'f4', 'f8'])('%s, in both orders of bytes', (type) => {
    const names = [...arrays.keys()].filter((name) => name.endsWith(type));
    expect(names).toHaveLength(['u1', 'i1'].includes(type) ? 1 : ['i2', 'i8', 'f2', 'f4', 'f8'].includes(type) ? 2 : 1);
    const least = type.startsWith('u') ? 0 : -5;
    for (const name of names) {
      const { data, shape } = arrays.get(name)!;
      expect(shape).toEqual([2, 3, 4]);
      expect(Array.from(data as ArrayLike<number | bigint>, Number)).toEqual(Array.from({ length: 24 }, (_, i) => i + least));
    }
  });

  test('booleans, columns first, a scalar, nothing, and the ends of half precision', () => {
    expect([...(arrays.get('bool')!.data as Uint8Array)]).toEqual(Array.from({ length: 24 }, (_, i) => i % 2));
    expect([...(arrays.get('fortran')!.data as Float32Array)]).toEqual(Array.from({ length: 24 }, (_, i) => i - 5));
    expect(arrays.get('scalar')).toMatchObject({ shape: [], data: Float64Array.of(0.1) });
    expect(arrays.get('empty')).toMatchObject({ shape: [0, 3], data: new Float64Array(0) });
    expect([...(arrays.get('special')!.data as Float32Array)]).toEqual([0.0999755859375, -0, Infinity, -Infinity, NaN, 5.960464477539063e-8, 65504]);
  });

  test('compressed archives, and only the arrays that are wanted', () => {
    expect(read('whole.npz').get('x')).toMatchObject({ shape: [40, 4, 4], descr: '|u1' });
    expect([...readNpz(fixture('divided.npz'), { totalBytes: 1e6, only: ['y_test'] }).keys()]).toEqual(['y_test']);
  });

  test.each([['objects.npz', /"x" holds Python objects, which are never unpickled/], ['text.npz', /values of type "<U9"/], ['records.npz', /"x" is a structured array/]])('%s is refused', (name, message) => {
    expect(() => read(name)).toThrow(message);
  });

  test('an archive that unpacks to more than is allowed, or that holds something else, is refused', () => {
    expect(() => readNpz(fixture('divided.npz'), { totalBytes: 500 }, 'd.npz')).toThrow(/d\.npz/);
    expect(() => readNpz(zip([{ name: 'x.txt', content: 'x' }]), { totalBytes: 500 })).toThrow(/"x\.txt" is no NumPy array/);
  });
});

describe('files that NumPy did not write', () => {
  const header = (changes: Record<string, string> = {}): string => {
    const { descr, order, shape } = { descr: '\'<f4\'', order: 'False', shape: '(1,)', ...changes };
    return `{'descr': ${descr}, 'fortran_order': ${order}, 'shape': ${shape}, }\n`;
  };

  test('the three versions of the header are read', () => {
    for (const version of [1, 2, 3]) expect(readNpy(npy(header(), new Uint8Array(4), version))).toEqual({ shape: [1], descr: '<f4', data: Float32Array.of(0) });
  });

  test.each([
    ['nothing', new Uint8Array(0), /is no NumPy array file/],
    ['text', bytesOf('hello hello hello'), /is no NumPy array file/],
    ['a version to come', npy(header(), new Uint8Array(4), 9), /version 9/],
    ['a header that is cut', npy(header()).subarray(0, 20), /ends inside its header/],
    ['code for a header', npy('__import__("os").system("true")'), /a header that NumPy does not write/],
    ['a negative shape', npy(header({ shape: '(-1,)' })), /a header that NumPy does not write/],
    ['a shape that no machine holds', npy(header({ shape: '(99999999999999999999,)' })), /a shape that no array has/],
    ['sides that multiply beyond numbers', npy(header({ shape: '(9007199254740991, 9007199254740991)' })), /its shape .* needs/],
    ['too few values', npy(header({ shape: '(2,)' })), /holds 4 bytes of values; its shape \(2\) needs 8/],
    ['too many values', npy(header({ shape: '()' }), new Uint8Array(8)), /holds 8 bytes of values; its shape \(\) needs 4/],
    ['what every object has', npy(header({ descr: '\'<constructor\'' })), /values of type "<constructor"/],
    ['complex numbers', npy(header({ descr: '\'<c8\'' })), /values of type "<c8"/],
  ])('%s', (_what, bytes, message) => {
    expect(refusal(bytes)).toMatch(/^a\.npy/);
    expect(refusal(bytes)).toMatch(message);
  });

  test('whatever is changed is read or refused, and nothing else happens', () => {
    const whole = npy(header({ shape: '(2, 2)' }), new Uint8Array(16));
    fc.assert(fc.property(fc.integer({ min: 0, max: whole.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, change) => {
      const bytes = Uint8Array.from(whole);
      bytes[at] ^= change;
      try {
        expect(readNpy(bytes).data.length).toBeLessThanOrEqual(16);
      } catch (error) {
        expect(error).toBeInstanceOf(TrainyardError);
      }
    }), { numRuns: 1_000 });
  });
});
