import { gzipSync } from 'node:zlib';
import { parseIdx } from '../../../src/datasets/idx.ts';
import { idx } from '../../datasets/support.ts';
import type { FuzzParser } from '../types.ts';
import { noise, readUpload } from './support.ts';

const images = idx([6, 4, 4], noise(96));
const labels = idx([6], Uint8Array.of(0, 1, 2, 0, 1, 2));

/** The files of built-in data sets, whose dimensions are known. */
export const idxFixed: FuzzParser = {
  name: 'idx',
  tokens: [],
  seeds: () => [{ name: 'images', bytes: images }, { name: 'labels', bytes: labels }],
  parse: (bytes, { seed }) => void parseIdx(bytes, seed === 'labels' ? [6] : [6, 4, 4], 'the file'),
};

/** Four uploaded files, one of them mutated, gzipped or not. */
export const idxUpload: FuzzParser = {
  name: 'idx-upload',
  tokens: ['\u001f\u008b'],
  seeds: () => [
    { name: 'trainImages', bytes: images },
    { name: 'trainLabels', bytes: labels },
    { name: 'testImages', bytes: images },
    { name: 'testLabels', bytes: labels },
    { name: 'trainImages', bytes: gzipSync(images) },
    { name: 'testLabels', bytes: gzipSync(labels) },
    { name: 'testImages', bytes: images, wrap: (inner) => gzipSync(inner) },
    { name: 'trainImages', bytes: images, wrap: (inner) => gzipSync(gzipSync(inner)), hostile: true },
    { name: 'trainImages', bytes: gzipSync(idx([2 ** 20, 4, 4], new Uint8Array(2 ** 24))), hostile: true, heavy: true },
    { name: 'trainLabels', bytes: gzipSync(new Uint8Array(2 ** 25)), hostile: true, heavy: true },
    { name: 'testImages', bytes: idx([2 ** 18, 4, 4], new Uint8Array(2 ** 22)), hostile: true, heavy: true },
  ],
  parse: (bytes, { seed, folder }) =>
    readUpload('idx', { parts: { trainImages: images, trainLabels: labels, testImages: images, testLabels: labels, [seed]: bytes }, options: {}, folder }),
};
