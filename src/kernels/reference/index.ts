/**
 * The readable kernels: plain TypeScript, one loop per sum, in the formulas' own order. Slow on purpose; selectable with
 * KERNELS=reference, and the oracle for the fast ones. Sums run in double precision; float32 rounds once, when stored.
 */
import { Arena } from '../arena.ts';
import { ALIGNMENT, type Kernels, type KernelsProvider, type Operations, type Precision } from '../kernels.ts';
import * as activations from './activations.ts';
import * as batches from './batches.ts';
import * as batchNorm from './batch-norm.ts';
import * as conv2d from './conv2d.ts';
import * as conv2dForms from './conv2d-forms.ts';
import * as dense from './dense.ts';
import * as dropout from './dropout.ts';
import * as joins from './joins.ts';
import * as losses from './losses.ts';
import * as optimizers from './optimizers.ts';
import * as pool from './pool.ts';
import * as warping from './warp.ts';

const operations: Operations = { ...dense, ...conv2d, ...conv2dForms, ...pool, ...activations, ...losses, ...batchNorm, ...dropout, ...joins, ...optimizers, ...batches, ...warping };

export function referenceProvider(precision: Precision): KernelsProvider {
  const build = `reference-${precision}/1`;
  const provider: KernelsProvider = {
    build,
    precision,
    maxThreads: 1,
    conv2dForm: conv2dForms.conv2dForm,
    reserve: (byteLength) => ({ memory: new ArrayBuffer(byteLength + ALIGNMENT), byteLength, threads: 1 }),
    attach({ memory, byteLength }): Kernels {
      const arena = new Arena(memory as ArrayBuffer, precision, 0, byteLength);
      return {
        build,
        precision,
        floats: (length) => arena.floats(length),
        int32: (length) => arena.int32(length),
        uint8: (length) => arena.uint8(length),
        together: () => ({ ...operations, divide() {} }),
        ...operations,
      };
    },
    create: (byteLength) => provider.attach(provider.reserve(byteLength)),
  };
  return provider;
}
