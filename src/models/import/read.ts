/** The files that weights come in: each becomes arrays by name. A new format is a function and a line here. */
import type { NamedTensor } from '../../engine/index.ts';
import { isNpy, type NpyArray, readNpy } from '../../formats/npy.ts';
import { readNpz } from '../../formats/npz.ts';
import { readPickle } from '../../formats/pickle.ts';
import { refuse } from '../../formats/refuse.ts';
import { decodeSafetensors } from '../safetensors.ts';

type Reader = (bytes: Uint8Array, file: string, parameters: number) => NamedTensor[];

/** What an archive may unpack to, for each byte of it: weights hardly shrink. */
const MOST_UNPACKED = 64;
/** And for each parameter of the network, running statistics included, in double precision. */
const MOST_PER_PARAMETER = 16;
/** Headers, and a file for another network, which is better refused by the name of its arrays than by its size. */
const BESIDE = 2 ** 24;

const mostUnpacked = (bytes: Uint8Array, parameters: number): number => Math.min(MOST_UNPACKED * bytes.length, MOST_PER_PARAMETER * parameters + BESIDE);

const numbers = ({ shape, data }: NpyArray, name: string): NamedTensor => {
  if (data instanceof Float32Array || data instanceof Float64Array) return { name, shape, data };
  if (data instanceof BigInt64Array || data instanceof BigUint64Array) return { name, shape, data: Float64Array.from(data, Number) };
  return { name, shape, data: Float64Array.from(data) };
};

/** A network of one array may come as that array alone, under the name of its file. */
const singleArray = (bytes: Uint8Array, file: string): NamedTensor => numbers(readNpy(bytes, file), file.replace(/\.npy$/i, ''));

export const importFormats = {
  'book-pickle': (bytes, file) => [...readPickle(bytes, file)].map(([name, { shape, data }]) => ({ name, shape, data })),
  'npz': (bytes, file, parameters) => isNpy(bytes) ? [singleArray(bytes, file)] : [...readNpz(bytes, { totalBytes: mostUnpacked(bytes, parameters) }, file)].map(([name, array]) => numbers(array, name)),
  'safetensors': (bytes) => decodeSafetensors(bytes),
} as const satisfies Record<string, Reader>;

/** ONNX is more than arrays: it brings its network (onnx/). */
export type ImportFormat = keyof typeof importFormats | 'onnx';
export const IMPORT_FORMATS = [...Object.keys(importFormats), 'onnx'] as ImportFormat[];

/** `parameters`: of the network that the weights are for. Throws `invalid-input` saying what is wrong with the file. */
export function readTensors(format: keyof typeof importFormats, bytes: Uint8Array, { file, parameters }: { file: string; parameters: number }): NamedTensor[] {
  const tensors = importFormats[format](bytes, file, parameters);
  if (tensors.length === 0) throw refuse(`${file} holds no arrays.`, 'Give a file with the weights of a network.');
  for (const { name, data } of tensors) {
    const wrong = data.findIndex((value) => !Number.isFinite(value));
    if (wrong >= 0) throw refuse(`${file}: value ${wrong} of "${name}" is ${data[wrong]}.`, 'Weights are finite numbers; save them again before the training diverged.');
  }
  return tensors;
}
