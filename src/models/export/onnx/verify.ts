/** Reads an exported graph back and lets both networks answer the same samples: what differs is not handed out. */
import { answersOf, createInference, type NamedTensor, type NetworkPlan, planNetwork, RandomStream, randomKey, sizeOf, TrainyardError } from '../../../engine/index.ts';
import type { KernelsProvider } from '../../../kernels/kernels.ts';
import { translateOnnx } from '../../import/onnx/translate.ts';
import type { ExportedModel } from '../model.ts';

const RANDOM_SAMPLES = 4;
/** relative to max(1, |value|) */
const TOLERANCE = 1e-5;
/** Values of a whole sample at the edge of what networks see. */
const EDGES = [0, 1, -1, 255, -1e4, 1e-30];

/** Samples of values in -2 .. 2, and of one value each; the last alternates between large ones. */
function samples(size: number): { inputs: Float32Array; count: number; names: string[] } {
  const random = new RandomStream(randomKey(1, 0, 0));
  const names = [...Array.from({ length: RANDOM_SAMPLES }, (_, i) => `random sample ${i + 1}`), ...EDGES.map((value) => `a sample of ${value}`), 'a sample of 1000 and -1000 in turn'];
  const inputs = new Float32Array(names.length * size);
  for (let i = 0; i < RANDOM_SAMPLES * size; i++) inputs[i] = 4 * random.uniform() - 2;
  EDGES.forEach((value, edge) => inputs.fill(value, (RANDOM_SAMPLES + edge) * size, (RANDOM_SAMPLES + edge + 1) * size));
  for (let i = (names.length - 1) * size; i < inputs.length; i++) inputs[i] = i % 2 === 0 ? 1000 : -1000;
  return { inputs, count: names.length, names };
}

interface Answering {
  plan: NetworkPlan;
  weights: readonly NamedTensor[];
  loss: string;
}

function answer({ plan, weights, loss }: Answering, kernels: KernelsProvider, { inputs, count }: { inputs: Float32Array; count: number }): Float32Array {
  const inference = createInference({ network: plan, weights, kernels, maxBatch: 1 });
  try {
    return answersOf(loss, inference.predict(inputs, count), sizeOf(plan.outputShape));
  } finally {
    inference.close();
  }
}

/** Throws 'not-supported' saying which sample is answered differently, and by how much. */
export function verifyOnnx(bytes: Uint8Array, { version, plan, weights }: ExportedModel, kernels: KernelsProvider): void {
  const { network, outputs, target, semantics, ...back } = translateOnnx(bytes, 'the exported graph');
  const backPlan = planNetwork(network, { inputShape: back.inputShape, classes: outputs, target }, semantics);
  const given = samples(sizeOf(plan.inputShape));
  const expected = answer({ plan, weights, loss: version.loss }, kernels, given);
  const actual = answer({ plan: backPlan, weights: back.weights, loss: back.loss }, kernels, given);
  const columns = sizeOf(plan.outputShape);
  const wrong = expected.findIndex((value, i) => !Object.is(value, actual[i]) && !(Math.abs(value - actual[i]) <= TOLERANCE * Math.max(1, Math.abs(value))));
  if (wrong < 0 && expected.length === actual.length) return;
  const report = expected.length === actual.length ? `${given.names[Math.floor(wrong / columns)]} gives ${actual[wrong]} instead of ${expected[wrong]} (output ${wrong % columns})` : `it gives ${actual.length} values instead of ${expected.length}`;
  throw new TrainyardError('not-supported', `The exported graph does not answer as version ${version.version} does: ${report}.`, { hint: 'Export safetensors or npz, and report this network: it is a fault of the export.' });
}
