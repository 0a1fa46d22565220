import { z } from 'zod';
import { sizeOf } from '../../../engine/index.ts';
import type { Shape, Split } from '../../../engine/index.ts';
import { readNpz } from '../../../formats/npz.ts';
import type { NpyArray } from '../../../formats/npy.ts';
import { refuse } from '../../../formats/refuse.ts';
import { divide, nameClasses } from '../contents.ts';
import { classesOption, defineFormat, seedOption, testFractionOption } from '../format.ts';
import { readWhole, tooLarge } from '../read-file.ts';

const DIVIDED = ['x_train', 'y_train', 'x_test', 'y_test'] as const;
const WHOLE = ['x', 'y'] as const;
/** For the arrays of labels, beside values that may be twice as wide in the file as here. */
const LABEL_BYTES = 2 ** 26;

interface Archive {
  label: string;
  arrays: Map<string, NpyArray>;
}

export const npz = defineFormat({
  name: 'npz',
  summary: 'NumPy arrays x_train, y_train, x_test, y_test; or x and y, divided by testFraction. x: [count, features], [count, height, width] or [count, height, width, channels]; uint8 stands for value/255. y: whole numbers from 0.',
  required: ['file'],
  optional: [],
  options: z.strictObject({ classes: classesOption, testFraction: testFractionOption, seed: seedOption }),
  async read({ file }, options, { decodedBytes }) {
    const { label } = file!;
    const archive: Archive = { label, arrays: readNpz(await readWhole(file!), { totalBytes: 2 * decodedBytes + LABEL_BYTES, only: [...DIVIDED, ...WHOLE] }, label) };
    const divided = DIVIDED.some((name) => archive.arrays.has(name));
    const names = divided ? DIVIDED : WHOLE;
    const missing = names.filter((name) => !archive.arrays.has(name));
    if (missing.length > 0) throw refuse(`${label} has no array ${missing.map((name) => `"${name}"`).join(', ')}.`, 'Save it with numpy.savez(file, x_train=..., y_train=..., x_test=..., y_test=...) or numpy.savez(file, x=..., y=...).');
    const shape = shapeOf(archive, names[0]);
    const values = [names[0], ...(divided ? ['x_test'] : [])].reduce((sum, name) => sum + bytesOf(archive.arrays.get(name)!), 0);
    if (values > decodedBytes) throw tooLarge(label, decodedBytes);
    const train = readSplit(archive, names[0], names[1], shape);
    if (!divided) {
      const classes = nameClasses([{ labels: train.labels, where: `${label}: the array "y"` }], options.classes);
      return { inputShape: shape, classes, ...divide(train, { size: sizeOf(shape), classes: classes.length }, options) };
    }
    const test = readSplit(archive, 'x_test', 'y_test', shape);
    if (test.inputs.constructor !== train.inputs.constructor) throw refuse(`${label}: "x_train" and "x_test" are of different types.`, 'Save both as uint8 or both as float32.');
    const where = (name: string): string => `${label}: the array "${name}"`;
    return { inputShape: shape, classes: nameClasses([{ labels: train.labels, where: where('y_train') }, { labels: test.labels, where: where('y_test') }], options.classes), train, test };
  },
});

const bytesOf = ({ data, descr }: NpyArray): number => data.length * (descr.endsWith('u1') ? 1 : 4);

function shapeOf({ label, arrays }: Archive, name: string): Shape {
  const { shape } = arrays.get(name)!;
  if (shape.length < 2 || shape.length > 4) throw refuse(`${label}: "${name}" has shape (${shape.join(', ')}).`, 'Give samples as (count, features), (count, height, width) or (count, height, width, channels).');
  const [, ...sample] = shape;
  return sample.length === 2 ? [...sample, 1] : sample;
}

function readSplit(archive: Archive, inputs: string, labels: string, shape: Shape): Split {
  const { label, arrays } = archive;
  const [x, y] = [arrays.get(inputs)!, arrays.get(labels)!];
  const found = shapeOf(archive, inputs);
  if (found.join() !== shape.join()) throw refuse(`${label}: the samples of "${inputs}" have shape [${found.join(', ')}], those to train on [${shape.join(', ')}].`, 'Give both splits samples of one shape.');
  const [count] = x.shape;
  if (y.shape[0] !== count || y.data.length !== count) throw refuse(`${label}: "${inputs}" has ${count} samples, "${labels}" has shape (${y.shape.join(', ')}).`, `Give one label per sample, as shape (${count},); numpy.argmax(y, axis=1) turns one-hot rows into labels.`);
  return { count, inputs: valuesOf(x, `${label}: "${inputs}"`), labels: labelsOf(y, `${label}: "${labels}"`) };
}

function valuesOf({ data, shape, descr }: NpyArray, where: string): Uint8Array | Float32Array {
  if (data instanceof Uint8Array && descr.endsWith('u1')) return data;
  const values = data instanceof Float32Array ? data : Float32Array.from(data as ArrayLike<number | bigint>, Number);
  const wrong = values.findIndex((value) => !Number.isFinite(value));
  if (wrong >= 0) {
    const size = values.length / shape[0];
    throw refuse(`${where}: value ${wrong % size} of sample ${Math.floor(wrong / size)} is ${data[wrong]}, which float32 cannot hold as a finite number.`, 'Replace or drop such samples; numpy.isfinite(x) finds them.');
  }
  return values;
}

function labelsOf({ data }: NpyArray, where: string): Int32Array {
  return Int32Array.from(data as ArrayLike<number | bigint>, (given, index) => {
    const value = Number(given);
    if (!Number.isInteger(value) || value < 0 || value >= 2 ** 31) throw refuse(`${where}: label ${index} is ${given}.`, 'Give labels as whole numbers from 0.');
    return value;
  });
}
