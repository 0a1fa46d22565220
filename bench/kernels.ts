/** `npm run bench:kernels`: arithmetic rate of the main kernels at the sizes of the book's networks, batch 100, one thread, beside the peak. */
import { bufferBytes, type ConvWindow, type FloatArray } from '../src/kernels/kernels.ts';
import { loadKernels } from '../src/kernels/load.ts';
import { createCalibration } from './calibration.ts';
import { callsPerSecond, spreadOf } from './measure.ts';
import { figure, table } from './report.ts';

export interface KernelResult {
  kernel: string;
  size: string;
  /** 10^9 floating-point operations per second, a multiply-add counted as two */
  gflops: number;
  /** of what a product inside the first caches reached at the same time */
  share: number;
}

const BATCH = 100;
const WINDOWS = 7;
const WINDOW = 0.08;
const calibrate = createCalibration();

/** Windows of the kernel and of the peak in turn; medians. */
function measured(kernel: string, size: string, operations: number, once: () => void): KernelResult {
  const rates: number[] = [];
  const peaks: number[] = [];
  for (let window = 0; window <= WINDOWS; window++) {
    const peak = calibrate(WINDOW / 2);
    const rate = (operations * callsPerSecond(WINDOW, once)) / 1e9;
    if (window === 0) continue;
    rates.push(rate);
    peaks.push(peak);
  }
  const gflops = spreadOf(rates).median;
  return { kernel, size, gflops, share: gflops / spreadOf(peaks).median };
}

/** None is zero: zeros are left out of many products. */
function fill(values: FloatArray): void {
  for (let i = 0; i < values.length; i++) values[i] = (1 + ((i * 7919) % 1009)) / 1009 - 0.5;
}

const DENSE = [
  { layer: 'two-layer, first', inputs: 784, units: 50 },
  { layer: 'simple-convnet, hidden', inputs: 4320, units: 100 },
];

function denseResults({ layer, inputs, units }: (typeof DENSE)[number]): KernelResult[] {
  const kernels = loadKernels().create(bufferBytes(BATCH * inputs, 4) + bufferBytes(inputs * units, 4) + bufferBytes(BATCH * units, 4));
  const [x, w, y] = [BATCH * inputs, inputs * units, BATCH * units].map((length) => kernels.floats(length));
  for (const array of [x, w, y]) fill(array);
  const size = `${BATCH}x${inputs} · ${inputs}x${units} (${layer})`;
  const operations = 2 * BATCH * inputs * units;
  return [
    measured('dense forward', size, operations, () => kernels.gemm(x, w, y, BATCH, units, inputs, false, false, false, null)),
    measured('dense weight gradient', size, operations, () => kernels.gemm(x, y, w, inputs, units, BATCH, true, false, false, null)),
    measured('dense input gradient', size, operations, () => kernels.gemm(y, w, x, BATCH, inputs, units, false, true, false, null)),
  ];
}

const CONVOLUTIONS = [
  { layer: 'simple-convnet', side: 28, channels: 1, filters: 30, kernel: 5, pad: 0 },
  { layer: 'deep-convnet, second', side: 28, channels: 16, filters: 16, kernel: 3, pad: 1 },
  { layer: 'deep-convnet, fourth', side: 14, channels: 32, filters: 32, kernel: 3, pad: 2 },
  { layer: 'deep-convnet, sixth', side: 8, channels: 64, filters: 64, kernel: 3, pad: 1 },
];

function convolutionResults({ layer, side, channels, filters, kernel, pad }: (typeof CONVOLUTIONS)[number]): KernelResult[] {
  const out = side + 2 * pad - kernel + 1;
  const w: ConvWindow = { batch: BATCH, height: side, width: side, channels, filters, kernelHeight: kernel, kernelWidth: kernel, stride: 1, pad, outHeight: out, outWidth: out };
  const [xLength, yLength, kLength] = [BATCH * side * side * channels, BATCH * out * out * filters, kernel * kernel * channels * filters];
  const provider = loadKernels();
  const { packed, turned, running } = provider.conv2dForm(w);
  const lengths = [xLength, yLength, kLength, filters, packed, turned, running];
  const kernels = provider.create(lengths.reduce((sum, length) => sum + bufferBytes(length, 4), 0));
  const [x, y, k, bias, forward, backward, gradient] = lengths.map((length) => kernels.floats(length));
  for (const array of [x, y, k]) fill(array);
  kernels.conv2dPack(w, k, forward);
  kernels.conv2dPackTurned(w, k, backward);
  const size = `${side}x${side}x${channels} > ${filters}, ${kernel}x${kernel} pad ${pad} (${layer})`;
  const operations = 2 * yLength * kernel * kernel * channels;
  const passes = [
    measured('conv2d forward', size, operations, () => kernels.conv2dForward(w, x, forward, bias, y)),
    measured('conv2d kernel gradient', size, operations, () => kernels.conv2dKernelGradient(w, x, y, gradient, false)),
  ];
  if (channels === 1) return passes; // the first layer of a network has no input gradient
  return [...passes, measured('conv2d input gradient', size, operations, () => kernels.conv2dInputGradient(w, y, backward, x))];
}

export function benchKernels(): KernelResult[] {
  return [...DENSE.flatMap(denseResults), ...CONVOLUTIONS.flatMap(convolutionResults)];
}

if (import.meta.main) {
  const columns = [
    { title: 'kernel', cell: ({ kernel }: KernelResult) => kernel },
    { title: 'size', cell: ({ size }: KernelResult) => size },
    { title: 'GFLOP/s', cell: ({ gflops }: KernelResult) => figure(gflops), right: true },
    { title: 'of the peak', cell: ({ share }: KernelResult) => `${Math.round(share * 100)} %`, right: true },
  ];
  console.log(table(benchKernels(), columns));
}
