import { writeZip } from './zip-write.ts';

interface FloatTensor {
  name: string;
  shape: readonly number[];
  data: Float32Array | Float64Array;
}

/** NumPy's archive as numpy.savez writes it; the same tensors give the same bytes. */
export function writeNpz(tensors: readonly FloatTensor[]): Uint8Array {
  return writeZip(new Map(tensors.map((tensor) => [`${tensor.name}.npy`, npy(tensor)])));
}

/** Version 1.0: magic, length, a header that ends on a multiple of 64 bytes, the values. */
function npy({ shape, data }: FloatTensor): Uint8Array {
  const sides = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const dictionary = `{'descr': '${data instanceof Float64Array ? '<f8' : '<f4'}', 'fortran_order': False, 'shape': (${sides}), }`;
  const length = Math.ceil((10 + dictionary.length + 1) / 64) * 64;
  const bytes = new Uint8Array(length + data.byteLength);
  bytes.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0]);
  new DataView(bytes.buffer).setUint16(8, length - 10, true);
  bytes.set(new TextEncoder().encode(`${dictionary.padEnd(length - 11)}\n`), 10);
  bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), length);
  return bytes;
}
