/** What gradient-check experiments have in common. */
import type { GradientCheck } from '../engine/index.ts';
import type { Band } from './definition.ts';
import { drawBars } from './figures/bars.ts';

/** Gradients of a right network differ by rounding only; a wrong one is off by a large part of itself. */
export const CHECK_BAND: Band = { name: 'worst', label: 'largest relative difference of any parameter, away from kinks', unit: 'number', most: 1e-5 };

export const worstOf = (arrays: readonly GradientCheck[]): number => Math.max(...arrays.map(({ maxRelativeError }) => maxRelativeError));

export const checkFigure = (arrays: readonly GradientCheck[]): string => drawBars(arrays.map(({ name, maxRelativeError }) => ({ name, value: maxRelativeError })), { y: 'largest relative difference' });
