/** Reads an exported graph back and lets both networks answer the same samples: what differs is not handed out. */
import { answersOf, createInference, type Issue, type NamedTensor, type NetworkPlan, planNetwork, RandomStream, randomKey, sizeOf, TrainyardError } from '../../../engine/index.ts';
import type { KernelsProvider } from '../../../kernels/kernels.ts';
import { translateOnnx } from '../../import/onnx/translate.ts';
import type { ExportedModel } from '../model.ts';

const RANDOM_SAMPLES = 4;
/** relative to max(1, |value|) */
const TOLERANCE = 1e-5;
/** Values of a whole sample at the edge of what networks see; all of its windows are ties. */
const EDGES = [0, -0, 1, -1, 255, 1e4, -1e4, 1e-30];

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
  const issues = expected.length === actual.length ? differences(given.names, { expected, actual, columns }) : [issueOf('a sample', `it gives ${actual.length} values instead of ${expected.length}`)];
  if (issues.length === 0) return;
  throw new TrainyardError('not-supported', `The exported graph does not answer as version ${version.version} does: ${issues[0].detail}.`, { hint: HINT, issues });
}

const HINT = 'Export safetensors or npz, and report this network: it is a fault of the export.';
const issueOf = (sample: string, detail: string): Issue => ({ pointer: `#/samples/${sample.replaceAll(' ', '-')}`, code: 'not-supported', detail, hint: HINT });

/** The report: of each sample that is answered differently, the first output that is. */
function differences(names: readonly string[], { expected, actual, columns }: { expected: Float32Array; actual: Float32Array; columns: number }): Issue[] {
  const differs = (value: number, i: number): boolean => !Object.is(value, actual[i]) && !(Math.abs(value - actual[i]) <= TOLERANCE * Math.max(1, Math.abs(value)));
  return names.flatMap((name, n) => {
    const column = expected.subarray(n * columns, (n + 1) * columns).findIndex((value, c) => differs(value, n * columns + c));
    return column < 0 ? [] : [issueOf(name, `${name} gives ${actual[n * columns + column]} instead of ${expected[n * columns + column]} (output ${column})`)];
  });
}
