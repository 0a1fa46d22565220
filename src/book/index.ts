/** What the book shows outside of networks: gates, functions, numerical gradients, graphs, curves. Everything here is pure. */
export * from './functions.ts';
export * from './gradient.ts';
export * from './graph.ts';
export { activationHistograms, type SpreadOptions } from './initial-weights.ts';
export { BOOK_BOWL, BOOK_START, type Bowl, optimizerPath } from './optimizer-path.ts';
export * from './perceptron.ts';
export { smoothCurve } from './smooth-curve.ts';
