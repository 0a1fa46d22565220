import { createPredictor as createReal, type Predictor, type PredictorDeps } from '../../src/serving/index.ts';

/** The same, without the model: every answer is a tenth. */
export function createPredictor(deps: PredictorDeps): Predictor {
  return {
    ...createReal(deps),
    async predict({ model, version, count }) {
      const answers = new Float32Array(10 * count).fill(0.1);
      return { version: typeof version === 'object' ? version : await deps.models.get(model, version ?? 'latest'), outputs: answers, raw: answers };
    },
  };
}
