import { gates } from './chapters/ch02-gates.ts';
import { xorHiddenLayer } from './chapters/ch02-xor.ts';
import { activations } from './chapters/ch03-activations.ts';
import { mnistShow } from './chapters/ch03-mnist-show.ts';
import { neuralnetMnist } from './chapters/ch03-neuralnet-mnist.ts';
import { threeLayers } from './chapters/ch03-three-layers.ts';
import { gradient1d } from './chapters/ch04-gradient-1d.ts';
import { gradient2d } from './chapters/ch04-gradient-2d.ts';
import { gradientDescentPaths } from './chapters/ch04-gradient-descent.ts';
import { losses } from './chapters/ch04-losses.ts';
import { simpleNet } from './chapters/ch04-simple-net.ts';
import { trainTwoLayerNet } from './chapters/ch04-train-two-layer-net.ts';
import { gradientCheck } from './chapters/ch05-gradient-check.ts';
import { shopping } from './chapters/ch05-shopping.ts';
import { trainTwoLayerNetByBackpropagation } from './chapters/ch05-train-two-layer-net.ts';
import { batchNorm } from './chapters/ch06-batch-norm.ts';
import { batchNormGradientCheck } from './chapters/ch06-batch-norm-gradient-check.ts';
import { dropout } from './chapters/ch06-dropout.ts';
import { initialActivations } from './chapters/ch06-initial-activations.ts';
import { initialWeights } from './chapters/ch06-initial-weights.ts';
import { optimizerPaths } from './chapters/ch06-optimizer-paths.ts';
import { optimizersMnist } from './chapters/ch06-optimizers-mnist.ts';
import { search } from './chapters/ch06-search.ts';
import { weightDecay } from './chapters/ch06-weight-decay.ts';
import { filters } from './chapters/ch07-filters.ts';
import { convolutionGradientCheck } from './chapters/ch07-gradient-check.ts';
import { im2colShapes } from './chapters/ch07-im2col.ts';
import { trainConvnet } from './chapters/ch07-train-convnet.ts';
import { augmentation } from './chapters/ch08-augmentation.ts';
import { depth } from './chapters/ch08-depth.ts';
import { ensemble } from './chapters/ch08-ensemble.ts';
import { fewImages } from './chapters/ch08-few-images.ts';
import { halfFloat } from './chapters/ch08-half-float.ts';
import { misclassified } from './chapters/ch08-misclassified.ts';
import { smallFilters } from './chapters/ch08-small-filters.ts';
import { trainDeepnet } from './chapters/ch08-train-deepnet.ts';
import type { Experiment } from './definition.ts';

/** Every experiment, in the order of the book. A new one is a file and a line here. */
export const experiments: readonly Experiment[] = [
  gates, xorHiddenLayer,
  activations, threeLayers, mnistShow, neuralnetMnist,
  losses, gradient1d, gradient2d, gradientDescentPaths, simpleNet, trainTwoLayerNet,
  shopping, gradientCheck, trainTwoLayerNetByBackpropagation,
  optimizerPaths, optimizersMnist, initialActivations, initialWeights, batchNormGradientCheck, batchNorm, weightDecay, dropout, search,
  im2colShapes, convolutionGradientCheck, trainConvnet, filters,
  trainDeepnet, augmentation, fewImages, misclassified, halfFloat, ensemble, depth, smallFilters,
];
