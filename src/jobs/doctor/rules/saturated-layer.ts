import { defineRule } from '../definition.ts';
import { lastLook, percent } from '../history.ts';

const SHARE = 0.6;
/** A trained network may be sure of itself; one that has not begun to learn should not be. */
const EARLY = 1;

export const saturatedLayer = defineRule({
  code: 'saturated-layer',
  chapter: '6.2',
  experiment: 'ch06-initial-activations',
  after: ['loss-exploded', 'unscaled-data'],
  look(history) {
    const look = lastLook(history);
    if (!look || look.step > EARLY) return null;
    const layer = look.layers.find(({ saturated }) => saturated !== null && saturated >= SHARE);
    if (!layer) return null;
    return {
      message: `${percent(layer.saturated!)} of the activations of ${layer.name} (${layer.type}) are at the ends of its range already at step ${look.step}.`,
      cause: 'The weights before it are too large: where the curve is flat the gradient is almost zero, and nothing before it learns.',
      fix: 'Use the initializer "xavier", or put a batchNorm before the activation.',
    };
  },
});
