export { createPredictor } from './predictor.ts';
export type { ModelSource, Prediction, Predictor, PredictorDeps, PredictRequest } from './predictor.ts';
