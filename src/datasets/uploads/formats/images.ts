import { z } from 'zod';
import { sizeOf } from '../../../engine/index.ts';
import type { Split } from '../../../engine/index.ts';
import { decodePixels, ImageProblem } from '../../../formats/image.ts';
import type { PixelShape } from '../../../formats/image.ts';
import { refuse } from '../../../formats/refuse.ts';
import { readZipEntries } from '../../../formats/zip.ts';
import type { ZipEntry } from '../../../formats/zip.ts';
import { shuffle } from '../../shuffle.ts';
import { divide } from '../contents.ts';
import { defineFormat, seedOption, testFractionOption } from '../format.ts';
import { readWhole, tooLarge } from '../read-file.ts';

const MAX_ENTRIES = 2_000_000;
const IMAGE_BYTES = 32 * 2 ** 20;
/** Images of one archive, unpacked but not decoded; they are unpacked one after the other. */
const TOTAL_BYTES = 16 * 2 ** 30;
/** Images that are decoded at once. */
const AT_ONCE = 8;

const side = z.int().min(1).max(4096);

export const images = defineFormat({
  name: 'images',
  summary: 'A ZIP of PNG, JPEG and WebP images in a folder per class, below train/ and test/ or divided by testFraction. Resized without keeping the aspect, grey by default; transparency over black.',
  required: ['file'],
  optional: [],
  options: z.strictObject({
    size: z.union([side, z.tuple([side, side])]).default(28).describe('Side of the square every image is resized to, or [height, width].'),
    channels: z.union([z.literal(1), z.literal(3)]).default(1).describe('1: grey, 3: red, green, blue.'),
    testFraction: testFractionOption,
    seed: seedOption,
  }),
  async read({ file }, { size, channels, testFraction, seed }, { decodedBytes }) {
    const { label } = file!;
    const [height, width] = typeof size === 'number' ? [size, size] : size;
    const inputShape = [height, width, channels];
    const entries = readZipEntries(await readWhole(file!), { entries: MAX_ENTRIES, entryBytes: IMAGE_BYTES, totalBytes: TOTAL_BYTES }, label).filter(isContent);
    if (entries.length * sizeOf(inputShape) > decodedBytes) throw tooLarge(label, decodedBytes);
    const pictures = picturesOf(entries, label);
    const classes = [...new Set(pictures.map(({ className }) => className))].sort((a, b) => (a < b ? -1 : 1));
    const read = (split: Picture['split']): Promise<Split> => decodeAll(pictures.filter((picture) => picture.split === split), { classes, label, shape: { height, width, channels } });
    if (pictures[0].split === 'all') return { inputShape, classes, ...divide(await read('all'), { size: sizeOf(inputShape), classes: classes.length }, { testFraction, seed }) };
    return { inputShape, classes, train: shuffle(await read('train'), sizeOf(inputShape), seed), test: await read('test') };
  },
});

/** Folders, and what file managers leave behind, are no content. */
function isContent({ name }: ZipEntry): boolean {
  const parts = name.split('/');
  return !name.endsWith('/') && parts[0] !== '__MACOSX' && !parts.at(-1)!.startsWith('.') && !['Thumbs.db', 'desktop.ini'].includes(parts.at(-1)!);
}

interface Picture {
  entry: ZipEntry;
  split: 'all' | 'train' | 'test';
  className: string;
}

const LAYOUT = 'Put images into class/name.png, or train/class/name.png and test/class/name.png.';

/** Every image with its split and class, in order of names. One folder around everything is looked through. */
function picturesOf(entries: readonly ZipEntry[], label: string): Picture[] {
  if (entries.length === 0) throw refuse(`${label} holds no images.`, LAYOUT);
  const paths = entries.map((entry) => ({ entry, parts: entry.name.split('/') })).sort((a, b) => (a.entry.name < b.entry.name ? -1 : 1));
  const [{ parts: [top] }] = paths;
  if (paths.every(({ parts }) => parts[0] === top && parts.length > 2)) for (const { parts } of paths) parts.shift();
  const divided = paths.every(({ parts }) => parts.length === 3 && ['train', 'test'].includes(parts[0]));
  const misplaced = paths.find(({ parts }) => parts.length !== (divided ? 3 : 2));
  if (misplaced) throw refuse(`${label}: ${JSON.stringify(misplaced.entry.name)} is not in a folder of a class.`, LAYOUT);
  const pictures = paths.map(({ entry, parts }): Picture => ({ entry, split: divided ? (parts[0] as 'train' | 'test') : 'all', className: parts[divided ? 1 : 0] }));
  if (divided) checkDivided(pictures, label);
  return pictures;
}

function checkDivided(pictures: readonly Picture[], label: string): void {
  const trained = new Set(pictures.filter(({ split }) => split === 'train').map(({ className }) => className));
  const unknown = pictures.find(({ className }) => !trained.has(className));
  if (unknown) throw refuse(`${label}: ${JSON.stringify(unknown.entry.name)} is of a class with no images to train on.`, `Put images of ${JSON.stringify(unknown.className)} into train/, or leave that class out.`);
  if (!pictures.some(({ split }) => split === 'test')) throw refuse(`${label} has train/ and no test/.`, LAYOUT);
}

async function decodeAll(pictures: readonly Picture[], { classes, label, shape }: { classes: readonly string[]; label: string; shape: PixelShape }): Promise<Split> {
  const size = shape.height * shape.width * shape.channels;
  const inputs = new Uint8Array(pictures.length * size);
  const indices = new Map(classes.map((name, index) => [name, index]));
  for (let from = 0; from < pictures.length; from += AT_ONCE) {
    await Promise.all(pictures.slice(from, from + AT_ONCE).map(async ({ entry }, i) => inputs.set(await decodeEntry(entry, shape, label), (from + i) * size)));
  }
  return { count: pictures.length, inputs, labels: Int32Array.from(pictures, ({ className }) => indices.get(className)!) };
}

async function decodeEntry(entry: ZipEntry, shape: PixelShape, label: string): Promise<Uint8Array> {
  try {
    return await decodePixels(entry.read(), shape);
  } catch (error) {
    if (!(error instanceof ImageProblem)) throw error;
    throw refuse(`${label}: the entry ${JSON.stringify(entry.name)} ${error.message}.`, `${error.hint} Files that are no images do not belong into the archive.`, error);
  }
}
