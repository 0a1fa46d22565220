import { type Shape, sizeOf } from './types.ts';

/** What outputs are compared with: the class of a sample, or the sample itself (an autoencoder). */
export const TARGETS = ['label', 'input'] as const;
export type Target = (typeof TARGETS)[number];

/** What a network has to fit. */
export interface Fit {
  /** of one sample */
  inputShape: Shape;
  classes: number;
  /** label when absent */
  target?: Target;
}

/** Values that the last layer has to give for a sample. */
export const outputCount = ({ inputShape, classes, target }: Fit): number => (target === 'input' ? sizeOf(inputShape) : classes);
