/**
 * loss = mean (or sum) over n of -sum over c of t[n,c] ln p[n,c], p = softmax(x)      x [N, classes]      dx = (p - t)/N, or p - t
 * t is one-hot, smoothed where asked for: (1 - s) onehot + s/classes (Szegedy et al. 2016), or given for each sample (soft targets).
 * The book adds 1e-7 inside the logarithm (and leaves it out of the gradient); today the loss is taken from the logits.
 */
import { z } from 'zod';
import { exp, log } from '../math.ts';
import { defineLoss, type Loss, type LossContext, reductionSchema, sum } from './definition.ts';

const BOOK_EPSILON = 1e-7;

const config = z.strictObject({ reduction: reductionSchema, labelSmoothing: z.number().min(0).lt(1).describe('share of each label that is spread over all classes') });
type Config = z.infer<typeof config>;

export const softmaxCrossEntropy = defineLoss<Config>({
  type: 'softmax-cross-entropy',
  summary: 'Softmax followed by the cross-entropy with class labels.',
  source: 'Deep Learning from Scratch, ch. 4.2.2 and 5.6.3',
  config,
  defaults: { modern: { reduction: 'mean', labelSmoothing: 0 }, book: { reduction: 'mean', labelSmoothing: 0 } },
  divided: true,
  answers: 'softmax',
  labelsOnly: true,
  create: (context) => (context.config.labelSmoothing > 0 || context.targets ? soft(context) : hard(context)),
});

function hard({ config: { reduction }, kernels, batch, columns, semantics, outputs, outputGradient, labels, floats }: LossContext<Config>): Loss {
  const losses = floats(batch);
  const probabilities = floats(batch * columns);
  const divisor = (count: number) => (reduction === 'mean' ? count : 1);
  return {
    forward(count) {
      kernels.softmax(outputs, probabilities, count, columns);
      if (semantics === 'book') kernels.crossEntropy(probabilities, labels, losses, count, columns, BOOK_EPSILON);
      else kernels.logSoftmaxLoss(outputs, labels, losses, count, columns);
    },
    mean: (count) => sum(losses, count) / divisor(count),
    backward: (count) => kernels.softmaxCrossEntropyGradient(probabilities, labels, outputGradient!, count, columns, 1 / divisor(count)),
  };
}

/** Targets spread over the classes. The gradient is shared by kernels; the loss is summed by the thread that asks for it. */
function soft({ config: { reduction, labelSmoothing }, kernels, batch, columns, semantics, outputs, outputGradient, labels, targets, floats }: LossContext<Config>): Loss {
  const probabilities = floats(batch * columns);
  const wanted = targets ?? floats(batch * columns);
  const even = floats(batch * columns).fill(labelSmoothing / columns);
  const divisor = (count: number) => (reduction === 'mean' ? count : 1);

  function rowLoss(start: number): number {
    let maximum = -Infinity;
    for (let i = start; i < start + columns; i++) maximum = Math.max(maximum, outputs[i]);
    let total = 0;
    for (let i = start; i < start + columns; i++) total += exp(outputs[i] - maximum);
    const logTotal = log(total);
    let loss = 0;
    for (let i = start; i < start + columns; i++) loss -= wanted[i] * (semantics === 'book' ? log(probabilities[i] + BOOK_EPSILON) : outputs[i] - maximum - logTotal);
    return loss;
  }

  return {
    forward(count) {
      kernels.softmax(outputs, probabilities, count, columns);
      if (targets) return;
      kernels.oneHot(labels, wanted, count, columns);
      kernels.scale(wanted, wanted, 1 - labelSmoothing, count * columns);
      kernels.add(wanted, even, wanted, count * columns);
    },
    mean(count) {
      let total = 0;
      for (let r = 0; r < count; r++) total += rowLoss(r * columns);
      return total / divisor(count);
    },
    backward: (count) => kernels.scaledDifference(probabilities, wanted, outputGradient!, count * columns, 1 / divisor(count)),
  };
}
