/** Every rule, those first that explain others. A new one is a file and a line here. */
import type { Rule } from '../definition.ts';
import { deadLayer } from './dead-layer.ts';
import { dropoutTooStrong } from './dropout-too-strong.ts';
import { lossExploded } from './loss-exploded.ts';
import { lossRisingAgain } from './loss-rising-again.ts';
import { notLearning } from './not-learning.ts';
import { oneClass } from './one-class.ts';
import { overfitting } from './overfitting.ts';
import { saturatedLayer } from './saturated-layer.ts';
import { unscaledData } from './unscaled-data.ts';
import { updatesTooLarge } from './updates-too-large.ts';
import { updatesTooSmall } from './updates-too-small.ts';
import { vanishingGradient } from './vanishing-gradient.ts';
import { weightsVanish } from './weights-vanish.ts';

export const rules: readonly Rule[] = [
  unscaledData, dropoutTooStrong, lossExploded, deadLayer, saturatedLayer, vanishingGradient, weightsVanish, updatesTooLarge, updatesTooSmall, notLearning, oneClass, overfitting, lossRisingAgain,
];
