import { z } from 'zod';
import type { Split } from '../../../engine/index.ts';
import { refuse } from '../../../formats/refuse.ts';
import { nameClasses } from '../contents.ts';
import { classesOption, defineFormat } from '../format.ts';
import type { ReadLimits, UploadedFile } from '../format.ts';
import { readMaybeGzipped } from '../read-file.ts';

const UNSIGNED_BYTE = 0x08;

interface Pair extends Split {
  shape: number[];
}

export const idx = defineFormat({
  name: 'idx',
  summary: 'MNIST\'s own format: images [count, height, width] (or [count, height, width, channels], or flat) and labels [count] in bytes, each gzipped or not. Bytes stand for value/255.',
  required: ['trainImages', 'trainLabels', 'testImages', 'testLabels'],
  optional: [],
  options: z.strictObject({ classes: classesOption }),
  async read(files, options, limits) {
    const train = await readPair(files.trainImages!, files.trainLabels!, limits);
    const test = await readPair(files.testImages!, files.testLabels!, { decodedBytes: limits.decodedBytes - train.inputs.length });
    if (train.shape.join() !== test.shape.join()) {
      throw refuse(`${files.testImages!.label} has samples of ${train.shape.length === test.shape.length ? 'size' : 'shape'} [${test.shape.join(', ')}], ${files.trainImages!.label} of [${train.shape.join(', ')}].`, 'Give training and test images of one size.');
    }
    const classes = nameClasses([{ labels: train.labels, where: files.trainLabels!.label }, { labels: test.labels, where: files.testLabels!.label }], options.classes);
    const split = ({ count, inputs, labels }: Pair): Split => ({ count, inputs, labels });
    return { inputShape: train.shape, classes, train: split(train), test: split(test) };
  },
});

async function readPair(images: UploadedFile, labels: UploadedFile, limits: ReadLimits): Promise<Pair> {
  const pixels = readIdx(await readMaybeGzipped(images, limits), images.label);
  const classes = readIdx(await readMaybeGzipped(labels, limits), labels.label);
  const [count, ...shape] = pixels.dimensions;
  if (classes.dimensions.length !== 1) throw refuse(`${labels.label} has ${classes.dimensions.length} dimensions (${classes.dimensions.join(' x ')}); labels have one.`, 'Give the file of labels; was it exchanged with that of images?');
  if (shape.length < 1 || shape.length > 3) throw refuse(`${images.label} has ${pixels.dimensions.length} dimensions; images have 3 (count, height, width), or 4 with channels, or 2 when flat.`, 'Give the file of images; was it exchanged with that of labels?');
  if (classes.values.length !== count) throw refuse(`${images.label} holds ${count} images, ${labels.label} ${classes.values.length} labels.`, 'Give files that belong together.');
  return { count, shape: shape.length === 2 ? [...shape, 1] : shape, inputs: pixels.values, labels: Int32Array.from(classes.values) };
}

/** See ../../idx.ts for the format; here the file says what its dimensions are. */
function readIdx(bytes: Uint8Array, file: string): { dimensions: number[]; values: Uint8Array } {
  const again = 'Give a whole IDX file of unsigned bytes, gzipped or not.';
  if (bytes.length < 4 || bytes[0] !== 0 || bytes[1] !== 0) throw refuse(`${file} is no IDX file: it does not begin with two zero bytes.`, again);
  const [, , type, rank] = bytes;
  if (type !== UNSIGNED_BYTE) throw refuse(`${file} holds elements of type 0x${type.toString(16).padStart(2, '0')}; only unsigned bytes (0x08) are read.`, 'Convert it to bytes, or give the data as NPZ.');
  const header = 4 + 4 * rank;
  if (rank === 0 || bytes.length < header) throw refuse(`${file} ends inside its header, after ${bytes.length} of ${header} bytes.`, again);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const dimensions = Array.from({ length: rank }, (_, i) => view.getUint32(4 + 4 * i));
  const length = dimensions.reduce((product, side) => product * side, 1);
  if (bytes.length !== header + length) throw refuse(`${file} holds ${bytes.length - header} values; its dimensions ${dimensions.join(' x ')} need ${length}.`, again);
  return { dimensions, values: new Uint8Array(bytes.buffer, bytes.byteOffset + header, length) };
}
