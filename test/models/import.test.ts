import { expect, test } from 'vitest';
import { readTensors } from '../../src/models/import/read.ts';
import { npyFile } from '../fuzz/parsers/npy-file.ts';
import { zip } from '../formats/support.ts';

test('an archive unpacks to what the network can hold and no further, however well it was packed', () => {
  // noise that makes the archive long enough for the bound on its ratio
  const large = zip([{ name: 'W1.npy', content: npyFile('|u1', [2 ** 25], new Uint8Array(2 ** 25)) }, { name: 'noise.npy', content: npyFile('|u1', [2 ** 20], new Uint8Array(2 ** 20)), stored: true }]);
  expect(() => readTensors('npz', large, { file: 'w.npz', parameters: 1000 })).toThrow(/^w\.npz: the entry "W1\.npy" unpacks to \d+ bytes; at most \d+ are read/);
  expect(readTensors('npz', large, { file: 'w.npz', parameters: 2 ** 21 })).toHaveLength(2);
});

test('an array of NumPy by itself is named by its file', () => {
  expect(readTensors('npz', npyFile('<f4', [2, 1], new Uint8Array(Float32Array.of(1, -2).buffer)), { file: 'W1.npy', parameters: 2 })).toEqual([{ name: 'W1', shape: [2, 1], data: Float32Array.of(1, -2) }]);
  expect(() => readTensors('npz', npyFile('|O', [1], new Uint8Array(8)), { file: 'W1.npy', parameters: 2 })).toThrow(/^W1\.npy.*object/i);
});
