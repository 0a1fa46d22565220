import { defineRule } from '../definition.ts';
import { lastLook } from '../history.ts';

const SHARE = 0.99;

export const deadLayer = defineRule({
  code: 'dead-layer',
  chapter: '6.2',
  experiment: 'ch06-initial-activations',
  look(history) {
    const look = lastLook(history);
    const dead = look?.layers.find((layer) => layer.dead !== null && layer.dead >= SHARE);
    if (!look || !dead) return null;
    const number = look.layers.filter(({ dead: share }) => share !== null).indexOf(dead) + 1;
    return {
      message: `All activations of ${dead.name} (rectified layer ${number}) are zero, for every sample looked at.`,
      cause: look.step <= 1 ? 'The initial weights or biases put every unit below zero.' : 'A large step pushed every unit below zero, where its gradient is zero too: it cannot come back.',
      fix: look.step <= 1 ? 'Use the initializer "he" and biases of zero.' : `Use a lower learning rate than ${history.spec.optimizer.learningRate}, batch normalization, or leakyRelu.`,
    };
  },
});
