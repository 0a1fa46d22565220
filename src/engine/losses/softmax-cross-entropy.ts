/**
 * loss = mean over n of -ln p[n, label n], p = softmax(x)      x [N, classes]      dx = (p - onehot)/N
 * The book adds 1e-7 inside the logarithm (and leaves it out of the gradient); today the loss is taken from the logits.
 */
import { type LossDefinition, mean } from './definition.ts';

const BOOK_EPSILON = 1e-7;

export const softmaxCrossEntropy: LossDefinition = {
  type: 'softmax-cross-entropy',
  summary: 'Softmax followed by the cross-entropy with class labels.',
  source: 'Deep Learning from Scratch, ch. 4.2.2 and 5.6.3',
  divided: true,
  create({ kernels, batch, columns, semantics, outputs, outputGradient, labels, floats }) {
    const losses = floats(batch);
    const probabilities = floats(batch * columns);
    return {
      forward(count) {
        kernels.softmax(outputs, probabilities, count, columns);
        if (semantics === 'book') kernels.crossEntropy(probabilities, labels, losses, count, columns, BOOK_EPSILON);
        else kernels.logSoftmaxLoss(outputs, labels, losses, count, columns);
      },
      mean: (count) => mean(losses, count),
      backward: (count) => kernels.softmaxCrossEntropyGradient(probabilities, labels, outputGradient!, count, columns, 1 / count),
    };
  },
};
