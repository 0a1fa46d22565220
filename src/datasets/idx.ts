import { TrainyardError } from '../engine/index.ts';

/** Element type 0x08 of the IDX format: unsigned byte. */
const UNSIGNED_BYTE = 0x08;

function corrupt(file: string, reason: string): TrainyardError {
  return new TrainyardError('dataset-corrupt', `${file} is not the IDX file it should be: ${reason}.`, {
    hint: 'Delete the file so that it is fetched again, or put a good copy in its place.',
  });
}

/**
 * The values of an IDX file (format: yann.lecun.com/exdb/mnist, "the IDX file format"): two zero bytes, the element type, the
 * number of dimensions, each dimension as a big-endian 32-bit word, then the values, row-major.
 * `dimensions` is what the file must hold. Throws `dataset-corrupt`, naming `file`.
 */
export function parseIdx(bytes: Uint8Array, dimensions: readonly number[], file: string): Uint8Array {
  const header = 4 + 4 * dimensions.length;
  if (bytes.length < header) throw corrupt(file, `it ends inside the header, after ${bytes.length} of ${header} bytes`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const magic = view.getUint32(0);
  const expectedMagic = (UNSIGNED_BYTE << 8) | dimensions.length;
  if (magic !== expectedMagic) throw corrupt(file, `its magic number is ${hex(magic)}, expected ${hex(expectedMagic)}`);
  const found = dimensions.map((_, i) => view.getUint32(4 + 4 * i));
  if (found.some((size, i) => size !== dimensions[i])) {
    throw corrupt(file, `its dimensions are ${found.join(' x ')}, expected ${dimensions.join(' x ')}`);
  }
  const length = dimensions.reduce((product, size) => product * size, 1);
  if (bytes.length !== header + length) throw corrupt(file, `it holds ${bytes.length - header} values, expected ${length}`);
  return new Uint8Array(bytes.buffer, bytes.byteOffset + header, length); // not slice: on a Buffer that gives a Buffer
}

const hex = (word: number): string => `0x${word.toString(16).padStart(8, '0')}`;
