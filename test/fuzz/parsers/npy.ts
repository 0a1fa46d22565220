import { readNpy } from '../../../src/formats/npy.ts';
import type { FuzzParser } from '../types.ts';
import { npyFile } from './npy-file.ts';
import { checkTensors, noise } from './support.ts';

const TYPES = ['|b1', '|u1', '|i1', '<u2', '>i2', '<u4', '>i4', '<u8', '>i8', '<f2', '>f2', '<f4', '>f4', '<f8'];
const fortran = npyFile('<f4', [2, 3, 4], noise(96));

export const npy: FuzzParser = {
  name: 'npy',
  tokens: ['\'descr\': ', '\'<f4\'', '\'>f8\'', '\'|O\'', '\'<__proto__\'', '\'<constructor\'', 'True', '\'fortran_order\': True', '\'shape\': ()', '(0, 9007199254740991)', '(1,)', ', 1', `${'1, '.repeat(40)}`, '\n'],
  seeds: () => [
    ...TYPES.map((type) => ({ name: type, bytes: npyFile(type, [2, 3, 4], noise(24 * Number(type[2]))) })),
    { name: 'columns first', bytes: new Uint8Array(Buffer.from(Buffer.from(fortran).toString('latin1').replace('False,', 'True, '), 'latin1')) },
    { name: 'a scalar', bytes: npyFile('<f8', [], noise(8)) },
    { name: 'nothing', bytes: npyFile('<f8', [0, 9007199254740991], noise(0)) },
    { name: 'what every object has', bytes: npyFile('<constructor', [1], noise(4)), hostile: true },
    { name: 'a million columns', bytes: npyFile('<f4', [1, 2 ** 20], noise(2 ** 22)), heavy: true },
  ],
  parse: (bytes) => {
    const { shape, data } = readNpy(bytes, 'the file');
    checkTensors([{ name: 'array', shape, data }]);
  },
};
