/** Which method computes a convolution, and the calls of each. */
import type { Conv2dForm, ConvWindow, FloatArray, Operations } from '../kernels.ts';
import * as referenceConv2d from '../reference/conv2d.ts';
import * as referenceForms from '../reference/conv2d-forms.ts';
import type { Exports } from './load.ts';
import type { Pointer } from './pointers.ts';
import { CANVAS_BYTES, WINOGRAD_CANVAS_BYTES, WINOGRAD_DATA_BYTES } from './scratch.ts';

/** Bytes by which the frequencies of a Winograd kernel are kept apart, as in assembly/winograd.ts. */
const SKEW = 64;
const FREQUENCIES = 36;

const upTo8 = (n: number): number => Math.ceil(n / 8) * 8;

/** Winograd F(4x4, 3x3) needs whole vectors of channels and enough of them: below eight its transforms cost more than they save. */
function suitsWinograd({ height, width, channels, filters, kernelHeight, kernelWidth, stride, pad }: ConvWindow): boolean {
  if (kernelHeight !== 3 || kernelWidth !== 3 || stride !== 1 || pad > 2) return false;
  if (channels < 8 || filters < 8 || channels % 4 !== 0 || filters % 4 !== 0) return false;
  const most = Math.max(channels, filters) + 8;
  // the input gradient convolves dy, padded by 2 - pad, back to the input's size
  const down = Math.ceil(height / 4) + 1;
  const across = Math.ceil(width / 4) + 1;
  const canvas = (4 * down + 2) * (4 * across + 2) * most * 4;
  const turning = 9 * channels * filters * 4;
  return Math.max(canvas, turning) <= WINOGRAD_CANVAS_BYTES && FREQUENCIES * (down * across * most * 4 + SKEW) <= WINOGRAD_DATA_BYTES;
}

function fitsCanvas({ height, width, channels, filters, kernelHeight, kernelWidth, pad }: ConvWindow): boolean {
  return (height + 2 * pad + kernelHeight) * (width + 2 * pad + kernelWidth) * Math.max(channels, filters) * 4 <= CANVAS_BYTES;
}

/** The same along the rows only: where there is one channel, its transforms are shared by all filters. */
function suitsWinogradRows({ height, channels, filters, kernelWidth, stride, pad, outWidth }: ConvWindow): boolean {
  if (channels !== 1 || filters < 8 || kernelWidth !== 5 || stride !== 1) return false;
  const tiles = Math.ceil(outWidth / 4);
  const data = (height + 2 * pad) * tiles * 8 * 4;
  return data <= WINOGRAD_DATA_BYTES && (height + 2 * pad) * (4 * tiles + 4) * 4 <= WINOGRAD_CANVAS_BYTES;
}

export function conv2dForm(w: ConvWindow): Conv2dForm {
  const { channels, filters } = w;
  if (suitsWinograd(w)) {
    const floats = (products: number) => FREQUENCIES * (products + SKEW / 4);
    return { method: 'winograd', poolable: false, packed: floats(channels * upTo8(filters)), turned: floats(filters * upTo8(channels)), running: floats(channels * filters) };
  }
  if (!fitsCanvas(w)) return referenceForms.conv2dForm(w);
  const taps = w.kernelHeight * w.kernelWidth;
  if (suitsWinogradRows(w)) return { method: 'winograd-rows', poolable: w.outHeight % 2 === 0 && w.outWidth % 2 === 0, packed: 8 * w.kernelHeight * upTo8(filters), turned: taps * filters * upTo8(channels), running: taps * channels * filters };
  return { method: 'direct', poolable: false, packed: taps * channels * upTo8(filters), turned: taps * filters * upTo8(channels), running: taps * channels * filters };
}

type Convolutions = Pick<Operations, 'conv2dPack' | 'conv2dPackTurned' | 'conv2dForward' | 'conv2dInputGradient' | 'conv2dKernelGradient' | 'conv2dUnpackGradient'>;

/** The operations of one thread. */
export function convolutions(x: Exports, at: Pointer): Convolutions & Pick<Operations, 'conv2dMaxPoolForward'> {
  const methods: Record<Conv2dForm['method'], Convolutions> = { direct: direct(x, at), winograd: winograd(x, at), 'winograd-rows': { ...direct(x, at), ...winogradRows(x, at) }, reference: { ...referenceConv2d, ...referenceForms } };
  const forms = new WeakMap<ConvWindow, Convolutions>();
  const of = (w: ConvWindow): Convolutions => {
    let found = forms.get(w);
    if (!found) {
      found = methods[conv2dForm(w).method];
      forms.set(w, found);
    }
    return found;
  };
  return {
    conv2dPack: (w, kernel, packed) => of(w).conv2dPack(w, kernel, packed),
    conv2dPackTurned: (w, kernel, turned) => of(w).conv2dPackTurned(w, kernel, turned),
    conv2dForward: (w, input, packed, bias, y) => of(w).conv2dForward(w, input, packed, bias, y),
    conv2dMaxPoolForward: winogradRowsForward(x, at, true),
    conv2dInputGradient: (w, dy, turned, dx) => of(w).conv2dInputGradient(w, dy, turned, dx),
    conv2dKernelGradient: (w, input, dy, running, accumulate) => of(w).conv2dKernelGradient(w, input, dy, running, accumulate),
    conv2dUnpackGradient: (w, running, dKernel) => of(w).conv2dUnpackGradient(w, running, dKernel),
  };
}

const orZero = (at: Pointer, array: FloatArray | null): number => (array ? at(array) : 0);

function direct(x: Exports, at: Pointer): Convolutions {
  return {
    conv2dPack: (w, kernel, packed) => x.packKernel(at(kernel), at(packed), w.kernelHeight * w.kernelWidth, w.channels, w.filters),
    conv2dPackTurned: (w, kernel, turned) => x.packTurnedKernel(at(kernel), at(turned), w.kernelHeight * w.kernelWidth, w.channels, w.filters),
    conv2dForward: (w, input, packed, bias, y) => x.directForward(at(input), at(packed), orZero(at, bias), at(y), w.batch, w.height, w.width, w.channels, w.filters, w.kernelHeight, w.kernelWidth, w.stride, w.pad, w.outHeight, w.outWidth),
    conv2dInputGradient: (w, dy, turned, dx) => x.directInputGradient(at(dy), at(turned), at(dx), w.batch, w.height, w.width, w.channels, w.filters, w.kernelHeight, w.kernelWidth, w.stride, w.pad, w.outHeight, w.outWidth),
    conv2dKernelGradient: (w, input, dy, running, accumulate) => x.directKernelGradient(at(input), at(dy), at(running), Number(accumulate), w.batch, w.height, w.width, w.channels, w.filters, w.kernelHeight, w.kernelWidth, w.stride, w.pad, w.outHeight, w.outWidth),
    conv2dUnpackGradient: (_, running, dKernel) => dKernel.set(running),
  };
}

function winograd(x: Exports, at: Pointer): Convolutions {
  return {
    conv2dPack: (w, kernel, packed) => x.winogradPack(at(kernel), at(packed), w.channels, w.filters),
    conv2dPackTurned: (w, kernel, turned) => x.winogradPackTurned(at(kernel), at(turned), w.channels, w.filters),
    conv2dForward: (w, input, packed, bias, y) => x.winogradForward(at(input), at(packed), orZero(at, bias), at(y), w.batch, w.height, w.width, w.channels, w.filters, w.pad, w.outHeight, w.outWidth),
    conv2dInputGradient: (w, dy, turned, dx) => x.winogradForward(at(dy), at(turned), 0, at(dx), w.batch, w.outHeight, w.outWidth, w.filters, w.channels, 2 - w.pad, w.height, w.width),
    conv2dKernelGradient: (w, input, dy, running, accumulate) => x.winogradKernelGradient(at(input), at(dy), at(running), Number(accumulate), w.batch, w.height, w.width, w.channels, w.filters, w.pad, w.outHeight, w.outWidth),
    conv2dUnpackGradient: (w, running, dKernel) => x.winogradUnpack(at(running), at(dKernel), w.channels, w.filters),
  };
}

function winogradRows(x: Exports, at: Pointer): Pick<Convolutions, 'conv2dPack' | 'conv2dForward'> {
  return {
    conv2dPack: (w, kernel, packed) => x.winogradRowsPack(at(kernel), at(packed), w.kernelHeight, w.filters),
    conv2dForward: winogradRowsForward(x, at, false),
  };
}

function winogradRowsForward(x: Exports, at: Pointer, pooled: boolean): Convolutions['conv2dForward'] {
  return (w, input, packed, bias, y) => x.winogradRowsForward(at(input), at(packed), orZero(at, bias), at(y), w.batch, w.height, w.width, w.filters, w.kernelHeight, w.pad, w.outHeight, w.outWidth, Number(pooled));
}
