export { createPredictor } from './predictor.ts';
export type { ModelSource, Predictor, PredictorDeps, PredictRequest } from './predictor.ts';
export type { PredictAnswer, PredictTask } from './task.ts';
