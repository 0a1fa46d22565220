/** A product that never leaves the first caches: the arithmetic peak that the machine gives at this moment. */
import { bufferBytes } from '../src/kernels/kernels.ts';
import { loadKernels } from '../src/kernels/load.ts';
import { callsPerSecond } from './measure.ts';

const SIDE = 96;

/** 10^9 floating-point operations per second of a 96 x 96 x 96 product on the calling thread. */
export function createCalibration(): (seconds: number) => number {
  const kernels = loadKernels().create(3 * bufferBytes(SIDE * SIDE, 4));
  const [a, b, out] = [kernels.floats(SIDE * SIDE).fill(0.5), kernels.floats(SIDE * SIDE).fill(0.25), kernels.floats(SIDE * SIDE)];
  const fifty = () => {
    for (let i = 0; i < 50; i++) kernels.gemm(a, b, out, SIDE, SIDE, SIDE, false, false, false, null);
  };
  return (seconds) => (callsPerSecond(seconds, fifty) * 50 * 2 * SIDE ** 3) / 1e9;
}
