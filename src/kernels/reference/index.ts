/**
 * The readable kernels: plain TypeScript, one loop per sum, in the formulas' own order. Slow on purpose; selectable with
 * KERNELS=reference, and the oracle for the fast ones. Sums run in double precision; float32 rounds once, when stored.
 */
import { Arena } from '../arena.ts';
import { ALIGNMENT, type Kernels, type KernelsProvider, type Precision } from '../kernels.ts';
import * as activations from './activations.ts';
import * as batches from './batches.ts';
import * as batchNorm from './batch-norm.ts';
import * as conv2d from './conv2d.ts';
import * as dense from './dense.ts';
import * as dropout from './dropout.ts';
import * as joins from './joins.ts';
import * as losses from './losses.ts';
import * as optimizers from './optimizers.ts';
import * as pool from './pool.ts';

export function referenceProvider(precision: Precision): KernelsProvider {
  const build = `reference-${precision}/1`;
  return {
    build,
    precision,
    create(byteLength): Kernels {
      const arena = new Arena(new ArrayBuffer(byteLength + ALIGNMENT), precision, 0, byteLength);
      return {
        build,
        precision,
        floats: (length) => arena.floats(length),
        int32: (length) => arena.int32(length),
        uint8: (length) => arena.uint8(length),
        ...dense,
        ...conv2d,
        ...pool,
        ...activations,
        ...losses,
        ...batchNorm,
        ...dropout,
        ...joins,
        ...optimizers,
        ...batches,
      };
    },
  };
}
