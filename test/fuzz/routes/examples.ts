/** A request body that works, for the operations whose schema alone says too little; mutations start from these too. */
const network = { layers: [{ type: 'dense', units: 4 }, { type: 'relu' }, { type: 'dense', units: 2 }] };
const spec = { model: 'fuzz', network, dataset: { name: 'moons' }, optimizer: { type: 'adam', learningRate: 0.01 }, steps: 20, batchSize: 16, seed: 1 };

export const EXAMPLES: Record<string, readonly unknown[]> = {
  createJob: [
    spec,
    { ...spec, network: { preset: 'two-layer-net', hidden: [8] }, checkpoint: { everySeconds: 30, keepLast: 2, keepBest: { metric: 'validationAccuracy', mode: 'max' } }, dataset: { name: 'spiral', validation: 20 }, earlyStopping: { patience: 2, metric: 'validationLoss' } },
    { ...spec, network: { preset: 'simple-convnet', filters: 2, hidden: 4 }, dataset: { name: 'synthetic-digits', trainSize: 50, augment: [{ type: 'shift' }] }, epochs: 1, steps: undefined, insights: { everySteps: 5 }, limits: { maxSeconds: 5, maxRestarts: 1 } },
  ],
  createSweep: [{ spec, space: { 'optimizer.learningRate': { logUniform: [0.0001, 0.1] } }, method: 'random', trials: 2, seed: 1 }],
  resumeJob: [{ threads: 1 }, { threads: null }],
  forkJob: [{}, { step: 10 }, { spec: { steps: 40 } }],
  predictModel: [{ inputs: [[0.1, 0.2]], topK: 1, output: 'probabilities' }, { inputs: [[0.1, 0.2]], output: 'logits', activations: ['relu1'] }],
  predictJob: [{ inputs: [[0.1, 0.2]] }, { inputs: [[1, 2], [3, 4]], activations: 'all' }],
  tensorflowPredict: [{ instances: [[0.1, 0.2]] }, { inputs: { input: [[0.1, 0.2]] } }],
  tensorflowPredictVersion: [{ instances: [[0.1, 0.2]] }],
  tensorflowPredictLabel: [{ instances: [{ input: [0.1, 0.2] }] }],
  openInferenceInfer: [{ inputs: [{ name: 'input', shape: [1, 2], datatype: 'FP32', data: [0.1, 0.2] }] }],
  openInferenceInferVersion: [{ id: '1', inputs: [{ name: 'input', shape: [1, 2], datatype: 'FP32', data: [0.1, 0.2] }], outputs: [{ name: 'output' }] }],
  predictModelVersion: [{ inputs: [[0.1, 0.2]] }],
  createFeatureMaps: [{ input: [0.1, 0.2], layer: 'dense1' }],
  createGradientCheck: [{ network: { layers: [{ type: 'dense', units: 3 }] }, input: [4], classes: 3 }],
  createExperimentRun: [{ seeds: [1] }],
};
