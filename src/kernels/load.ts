import type { KernelsProvider, Precision } from './kernels.ts';
import { referenceProvider } from './reference/index.ts';
import { simdProvider } from './simd/index.ts';
import { hasRelaxedSimd } from './simd/load.ts';

export const KERNELS_CHOICES = ['auto', 'simd-fma', 'simd', 'reference'] as const;
export type KernelsChoice = (typeof KERNELS_CHOICES)[number];

/**
 * The kernels by name. `auto` takes the multiply-add build where the engine has relaxed SIMD, else plain SIMD.
 * `precision` matters to `reference` only; the fast builds compute in float32.
 */
export function loadKernels(choice: KernelsChoice = 'auto', precision: Precision = 'float32'): KernelsProvider {
  if (choice === 'reference') return referenceProvider(precision);
  if (choice !== 'auto') return simdProvider(choice);
  return simdProvider(hasRelaxedSimd() ? 'simd-fma' : 'simd');
}
