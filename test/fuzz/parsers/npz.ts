import { readTensors } from '../../../src/models/import/read.ts';
import { zip } from '../../formats/support.ts';
import type { FuzzParser, Seed } from '../types.ts';
import { bombs } from './archives.ts';
import { npyFile } from './npy-file.ts';
import { checkTensors, fixtures, noise, readUpload } from './support.ts';

const x = npyFile('|u1', [12, 4, 4], noise(192));
const y = npyFile('<i8', [12], new Uint8Array(BigInt64Array.from({ length: 12 }, (_, i) => BigInt(i % 3)).buffer));
const floats = npyFile('<f8', [12, 3], new Uint8Array(Float64Array.from({ length: 36 }, (_, i) => i / 7).buffer));
const pair = (a: Uint8Array, b: Uint8Array): Uint8Array => zip([{ name: 'x.npy', content: a }, { name: 'y.npy', content: b, stored: true }]);
const tokens = ['.npy', 'x_train', 'y_test', '(12,)', '(12, 4, 4, 1)', '(0, 4)', '(12, 0)', '<f2', '<f8', 'True', 'PK\u0001\u0002'];
const inside: Seed[] = [
  { name: 'x', bytes: x, wrap: (inner) => pair(inner, y) },
  { name: 'y', bytes: y, wrap: (inner) => pair(x, inner) },
  { name: 'fractions', bytes: floats, wrap: (inner) => pair(inner, y) },
];

export const npzUpload: FuzzParser = {
  name: 'npz-upload',
  tokens,
  seeds: () => [
    ...fixtures('uploads', ['divided.npz', 'flat.npz', 'whole.npz']),
    ...fixtures('uploads', ['objects.npz', 'records.npz', 'text.npz']).map((seed) => ({ ...seed, hostile: true as const })),
    ...inside,
    { name: 'many bytes', bytes: pair(npyFile('|u1', [2 ** 12, 2 ** 12], new Uint8Array(2 ** 24)), y), hostile: true, heavy: true },
    ...bombs('x.npy'),
  ],
  parse: (bytes, { folder }) => readUpload('npz', { parts: { file: bytes }, options: {}, folder }),
};

export const npzWeights: FuzzParser = {
  name: 'npz-weights',
  tokens,
  seeds: () => [
    ...fixtures('imports', ['two-layer-float32.npz', 'two-layer-float64.npz', 'batch-norm.npz']),
    ...inside,
    { name: 'zeros', bytes: zip([{ name: 'W1.npy', content: npyFile('|u1', [2 ** 13, 2 ** 12], new Uint8Array(2 ** 25)) }]), hostile: true, heavy: true },
    ...bombs('W1.npy'),
  ],
  parse: (bytes) => checkTensors(readTensors('npz', bytes, { file: 'the archive', parameters: 100 })),
};
