import { ok } from 'node:assert/strict';
import { decodePixels, ImageProblem } from '../../../src/formats/image.ts';
import { refuse } from '../../../src/formats/refuse.ts';
import { zip } from '../../formats/support.ts';
import type { FuzzParser, Seed } from '../types.ts';
import { bombs } from './archives.ts';
import { blackPng, claimSides, mendPng, pictureFiles } from './picture-files.ts';
import { readUpload } from './support.ts';

const SHAPES = [[5, 3, 1], [4, 4, 3]];
const tokens = ['IHDR', 'IDAT', 'IEND', 'PLTE', 'tRNS', 'iCCP', 'eXIf', 'zTXt', 'RIFF', 'WEBP', 'VP8X', 'VP8L', 'ANIM', 'Exif\u0000\u0000', '<svg xmlns="http://www.w3.org/2000/svg"/>', '%PDF-1.4', 'GIF89a', 'II*\u0000'];

/** Pixels of the size that was asked for; a shorter answer would leave the last image's in place. */
async function checkPixels(bytes: Uint8Array, [height, width, channels]: readonly number[]): Promise<void> {
  const pixels = await decodePixels(bytes, { height, width, channels: channels as 1 | 3 }).catch((error: unknown) => {
    throw error instanceof ImageProblem ? refuse(error.message, error.hint, error) : error;
  });
  ok(pixels.length === height * width * channels, `${pixels.length} bytes for [${height}, ${width}, ${channels}]`);
}

async function largePictures(): Promise<Seed[]> {
  const black = await blackPng(2000);
  return [
    { name: 'large', bytes: black, heavy: true },
    { name: 'too large', bytes: claimSides(black, 60_000, 60_000), hostile: true, heavy: true },
    { name: 'higher than it is', bytes: claimSides(black, 2000, 8000), hostile: true, heavy: true },
    { name: 'two thousand million pixels', bytes: claimSides(black, 0x7fffffff, 1), hostile: true },
  ];
}

export const images: FuzzParser = {
  name: 'images',
  tokens,
  async seeds() {
    const files = await pictureFiles();
    return [
      ...files,
      ...files.filter(({ name }) => name.includes('png')).map((file): Seed => ({ ...file, name: `${file.name}, checksums mended`, wrap: mendPng })),
      { name: 'svg', bytes: new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'), hostile: true },
      ...(await largePictures()),
    ];
  },
  parse: (bytes) => checkPixels(bytes, SHAPES[bytes.length % SHAPES.length]),
};

/** A ZIP with a folder per class: the archive mutated, or one picture in it. */
export const imagesUpload: FuzzParser = {
  name: 'images-upload',
  tokens: [...tokens, 'train/', 'test/', '__MACOSX/', '.DS_Store', '/'],
  async seeds() {
    const files = await pictureFiles();
    const archive = (first: Uint8Array): Uint8Array => zip(files.slice(0, 2).flatMap(({ bytes }, i) => [{ name: `a/${i}.png`, content: i === 0 ? first : bytes, stored: true }, { name: `b/${i}.png`, content: bytes }]));
    const [top, other] = [['train', 'test'], ['cat', 'dog']];
    const divided = zip(top.flatMap((split) => other.flatMap((name) => files.slice(0, 3).map(({ bytes }, i) => ({ name: `all/${split}/${name}/${i}.png`, content: bytes, stored: true })))));
    return [
      { name: 'archive', bytes: archive(files[0].bytes) },
      { name: 'divided', bytes: divided },
      ...files.map(({ name, bytes }): Seed => ({ name, bytes, wrap: (inner) => archive(name.includes('png') ? mendPng(inner) : inner) })),
      { name: 'paths', bytes: new TextEncoder().encode('train/cat/0.png'), wrap: (path) => zip([{ name: path.slice(0, 60_000), content: files[0].bytes }, ...['train/cat/1.png', 'train/dog/1.png', 'test/cat/1.png'].map((name) => ({ name, content: files[1].bytes }))]) },
      ...bombs('a/x.png'),
    ];
  },
  parse: (bytes, { folder }) => readUpload('images', { parts: { file: bytes }, options: { size: [4, 6], testFraction: 0.5, channels: 1 + 2 * (bytes.length % 2) }, folder }),
};
