import { defineRule } from '../definition.ts';
import { percent } from '../history.ts';

const MOST = 0.8;

export const dropoutTooStrong = defineRule({
  code: 'dropout-too-strong',
  chapter: '6.4',
  experiment: 'ch06-dropout',
  look({ plan, step }) {
    const layer = plan.layers.find(({ type, config }) => type === 'dropout' && Number(config.ratio) >= MOST);
    if (!layer || step < 1) return null;
    return {
      message: `${layer.name} drops ${percent(Number(layer.config.ratio))} of its values in every step.`,
      cause: 'ratio is the share that is dropped, not the share that is kept: so little comes through that learning takes very long.',
      fix: 'Use a ratio of 0.2 to 0.5.',
    };
  },
});
