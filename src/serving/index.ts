export { createPredictor } from './predictor.ts';
export type { Answers, ModelSource, Prediction, Predictor, PredictorDeps, PredictRequest, Snapshot } from './predictor.ts';
export type { LayerActivations } from './task.ts';
