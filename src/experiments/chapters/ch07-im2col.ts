import { im2col } from '../../kernels/reference/im2col.ts';
import { defineExperiment } from '../definition.ts';
import { drawTiles } from '../figures/tiles.ts';

export const im2colShapes = defineExperiment({
  id: 'ch07-im2col',
  chapter: 7,
  title: 'A convolution as one product',
  summary: 'Every window of the images becomes a row: ten images of 7 by 7 with three channels and windows of 5 by 5 make a matrix of 90 by 75.',
  script: 'common/util.py',
  bands: [
    { name: 'rows', label: 'rows', unit: 'number', least: 90, most: 90 },
    { name: 'columns', label: 'columns', unit: 'number', least: 75, most: 75 },
  ],
  source: 'ch. 7.4.3',
  book: { result: '(90, 75)', seconds: null },
  parts: () => ({ columns: { kind: 'function', call: 'im2col of 10 images [7, 7, 3], windows 5 x 5' } }),
  async report() {
    const window = { batch: 10, height: 7, width: 7, channels: 3, kernelHeight: 5, kernelWidth: 5, stride: 1, pad: 0, outHeight: 3, outWidth: 3 };
    const [rows, columns] = [window.batch * window.outHeight * window.outWidth, window.kernelHeight * window.kernelWidth * window.channels];
    const values = new Float32Array(rows * columns).fill(-1);
    im2col(window, Float32Array.from({ length: 10 * 7 * 7 * 3 }, (_, i) => i), values);
    return { values: { rows: values.filter((value, at) => at % columns === 0 && value >= 0).length, columns: values.subarray(0, columns).filter((value) => value >= 0).length }, figure: await drawTiles([{ title: 'the matrix; grey: which value of the images stands there', tiles: [{ pixels: values, width: columns, height: rows }] }], { columns: 1, side: 480 }) };
  },
});
