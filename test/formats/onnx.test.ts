import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TrainyardError } from '../../src/engine/index.ts';
import { type OnnxModel, readOnnx, writeOnnx } from '../../src/formats/onnx/index.ts';

const model: OnnxModel = {
  irVersion: 8,
  opset: 17,
  producer: { name: 'tests', version: '1' },
  metadata: { classes: '["a","ü"]' },
  graph: {
    name: 'g',
    nodes: [
      {
        name: 'n', operator: 'Gemm', domain: '', inputs: ['x', 'w', ''], outputs: ['y'],
        attributes: { transB: { int: 0 }, alpha: { float: 0.5 }, pads: { ints: [0, -1, 2 ** 40] }, mode: { string: 'same' }, scales: { floats: [1, 2.5] }, value: { tensor: { name: 't', shape: [], data: Float64Array.of(Math.PI) } } },
      },
      { name: 'foreign', operator: 'Gemm', domain: 'com.example', inputs: [], outputs: ['z'], attributes: {} },
    ],
    initializers: [
      { name: 'w', shape: [2, 3], data: Float32Array.of(1, 2, 3, NaN, -0, Infinity) },
      { name: 'sizes', shape: [2], data: BigInt64Array.of(-1n, 2n ** 62n) },
      { name: 'flags', shape: [1], data: Uint8Array.of(1) },
      { name: 'none', shape: [0], data: Int32Array.of() },
    ],
    inputs: [{ name: 'x', type: 1, shape: ['batch', 2] }],
    outputs: [{ name: 'y', type: 1, shape: null }],
  },
};
const bytes = writeOnnx(model);

/** A member of a message: its number, then bytes. */
const member = (number: number, content: ArrayLike<number>) => [number * 8 + 2, content.length, ...Array.from(content)];
const tensor = (...members: number[][]) => Uint8Array.from([...member(7, member(5, members.flat())), ...member(8, [16, 17])]);

describe('round trip', () => {
  test('every kind of attribute and array survives', () => expect(readOnnx(bytes)).toEqual(model));
  test('the same model gives the same bytes', () => expect(writeOnnx(readOnnx(bytes))).toEqual(bytes));

  test('numbers in packed members are read as raw ones', () => {
    const floats = Array.from(new Uint8Array(Float32Array.of(1.5, -2).buffer));
    expect(readOnnx(tensor([8, 2], [16, 1], member(4, floats.slice(0, 4)), member(4, floats.slice(4)))).graph.initializers[0].data).toEqual(Float32Array.of(1.5, -2));
    const minusOne = [...Array.from({ length: 9 }, () => 255), 1];
    expect(readOnnx(tensor([8, 2], [16, 7], member(7, [5, ...minusOne]))).graph.initializers[0].data).toEqual(BigInt64Array.of(5n, -1n));
  });
});

describe('refused', () => {
  test.each([
    ['nothing', new Uint8Array(0), /holds no graph/],
    ['text', new TextEncoder().encode('no model at all, but text'), /no usable ONNX model/],
    ['a cut file', bytes.subarray(0, bytes.length - 9), /no usable ONNX model/],
    ['weights in another file', tensor([8, 2], [16, 1], member(13, []), [14 * 8, 1]), /another file/],
    ['another type', tensor([8, 1], [16, 16], member(9, [0, 0])), /bfloat16/],
    ['too few values', tensor([8, 2], [16, 1], member(9, [0, 0, 0, 0])), /4 bytes of values instead of 8/],
    ['a huge array', tensor([8, 255, 255, 255, 255, 127], [16, 1]), /no array has/],
    ['a negative size', tensor([8, ...Array.from({ length: 9 }, () => 255), 1], [16, 1]), /no array has/],
    ['another wire type', tensor([8, 1], [16, 1], [4 * 8 + 5, 0, 0, 0, 0]), /wire type/],
    ['no version', Uint8Array.from(member(7, [])), /which version/],
    ['functions', Uint8Array.from([...member(7, []), ...member(8, [16, 17]), 0xca, 1, 0]), /functions of its own/],
  ])('%s', (_, given, reason) => {
    expect(() => readOnnx(given, 'm.onnx')).toThrow(TrainyardError);
    expect(() => readOnnx(given, 'm.onnx')).toThrow(reason);
  });

  test('more members than a network has, before anything is made of them', () => {
    expect(() => readOnnx(Uint8Array.from({ length: 2_000_000 }, (_, i) => (i % 2 === 0 ? 66 : 0)))).toThrow(/more than 400000 members/);
  });

  test('groups in groups', () => {
    expect(() => readOnnx(new Uint8Array(10_000).fill(3 * 8 + 3))).toThrow(TrainyardError);
  });

  test('changed bytes: refused cleanly, or read within their bounds', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 }), fc.nat(bytes.length), (changes, length) => {
      const changed = bytes.slice(0, length % 3 === 0 ? length : bytes.length);
      for (const [at, value] of changes) if (at < changed.length) changed[at] = value;
      try {
        readOnnx(changed);
      } catch (error) {
        expect(error).toBeInstanceOf(TrainyardError);
      }
    }), { numRuns: 1000 });
  });
});
