/** Where samples enter a graph and answers leave it. */
import { losses, type Shape, sizeOf, specError, TrainyardError } from '../../../engine/index.ts';
import { DATA_TYPES, type OnnxModel, type OnnxNode, type OnnxValueInfo } from '../../../formats/onnx/index.ts';
import type { BuiltLayer } from './network.ts';
import { channelsFirst, type GraphValue } from './values.ts';

const TO_FIRST = '0,3,1,2';

const refuse = (file: string, reason: string, hint: string): TrainyardError => new TrainyardError('not-supported', `${file}: ${reason}.`, { hint });

/** Types of a graph's samples: single precision holds their values, or as much of them as is needed. */
const NUMBERS = ['float', 'double', 'float16', 'uint8', 'int8', 'uint16', 'int16'];

export interface GraphInput {
  info: OnnxValueInfo;
  /** samples at once, where that is fixed */
  batch: number | null;
  /** sizes of a sample: beside the batch, or all of them where a sample is all that the graph takes at once */
  dims: number[];
  batched: boolean;
}

const named = (infos: readonly { name: string }[]): string => infos.map(({ name }) => JSON.stringify(name.slice(0, 40))).join(', ').slice(0, 200);

/** An output with the operator that it comes from. */
function madeBy(name: string, nodes: readonly OnnxNode[]): string {
  const node = nodes.find(({ outputs }) => outputs.includes(name));
  return `"${name.slice(0, 40)}"${node ? `, output ${node.outputs.indexOf(name)} of ${node.operator.slice(0, 40)}` : ''}`;
}

/**
 * How samples may come in, the likelier first: the first axis is the batch; or, where all sizes are fixed, one sample is the whole array, for graphs
 * that mix what stands along that axis.
 */
export function inputsOf({ graph }: OnnxModel, file: string): GraphInput[] {
  const known = new Set(graph.initializers.map(({ name }) => name));
  const inputs = graph.inputs.filter(({ name }) => !known.has(name));
  if (inputs.length !== 1) throw refuse(file, `the graph has ${inputs.length} inputs that no array of the file fills (${named(inputs)})`, 'Supported: one, the samples. Store the others in the file, as initializers.');
  if (graph.outputs.length !== 1) throw refuse(file, `the graph has ${graph.outputs.length} outputs (${graph.outputs.slice(0, 8).map((output) => madeBy(output.name, graph.nodes)).join(', ').slice(0, 300)})`, 'Supported: one. Export the model in evaluation mode, and without what it answers beside its result.');
  const [info] = inputs;
  const [first, ...dims] = info.shape ?? [];
  const shown = info.shape ? `[${info.shape.join(', ').slice(0, 100)}]` : 'no shape';
  if (!NUMBERS.includes(DATA_TYPES[info.type])) throw refuse(file, info.type === 0 ? 'its input does not say which type its values have' : `its input has values of type ${DATA_TYPES[info.type] ?? info.type}`, `Supported: ${NUMBERS.join(', ')}; all are computed in single precision.`);
  if (first === undefined || dims.length > 7 || dims.some((side) => typeof side !== 'number')) throw refuse(file, `its input has ${shown}`, 'Supported: [batch, ...] with up to seven sizes that are fixed.');
  const fixed = dims as number[];
  const batched: GraphInput = { info, batch: typeof first === 'number' ? first : null, dims: fixed, batched: true };
  if (typeof first !== 'number') return [batched];
  const whole: GraphInput = { info, batch: null, dims: [first, ...fixed], batched: false };
  return fixed.length === 0 ? [whole] : [batched, whole];
}

/** `given`: what the request says of a sample; without it, images are taken as channels first, unless the graph or its metadata say otherwise. */
export function startValue({ dims, info: { name }, batched }: GraphInput, { nodes, metadata, given }: { nodes: readonly OnnxNode[]; metadata: OnnxModel['metadata']; given: Shape | null }): GraphValue {
  const layer = 'input';
  const [channels, height, width] = dims;
  if (dims.length === 1) return { layer, ours: fitting(dims, given), dims, place: null };
  if (dims.length !== 3 || !batched) return { layer, ours: dims.length >= 1 && dims.length <= 3 ? exactly(dims, given) : fitting([sizeOf(dims)], given), dims, place: null };
  const users = nodes.filter(({ inputs }) => inputs.includes(name));
  const turned = users.length > 0 && users.every(({ operator, attributes: { perm } }) => operator === 'Transpose' && perm !== undefined && 'ints' in perm && perm.ints.join() === TO_FIRST);
  const shapes: Shape[] = [[height, width, channels], dims];
  const prefersLast = metadata['trainyard.layout'] === 'NHWC' || (metadata['trainyard.layout'] === undefined && turned);
  const fits = shapes.filter((shape) => given === null || given.join() === shape.join());
  const ours = fits.length > 1 ? shapes[prefersLast ? 1 : 0] : fits[0];
  if (!ours) throw mismatch(given!, `[${shapes[0].join(', ')}]`);
  const last = ours === dims;
  return { layer, ours, dims, place: last ? null : channelsFirst(ours) };
}

const mismatch = (given: Shape, taken: string): TrainyardError => specError('shape-mismatch', '#/inputShape', `The graph takes samples of shape ${taken}, not [${given.join(', ')}].`, 'Leave inputShape and dataset out, or give those of the graph.');

function exactly(dims: number[], given: Shape | null): Shape {
  if (given !== null && given.join() !== dims.join()) throw mismatch(given, `[${dims.join(', ')}]`);
  return dims;
}

/** A row may be an image of ours, if it has as many values. */
function fitting(dims: number[], given: Shape | null): Shape {
  if (given !== null && sizeOf(given) !== dims[0]) throw mismatch(given, `[${dims[0]}]`);
  return given ?? dims;
}

const answersOf = (loss: string): 'softmax' | 'sigmoid' | undefined => (losses as Record<string, { answers?: 'softmax' | 'sigmoid' }>)[loss].answers;

export interface Meaning {
  loss: string;
  /** a prediction adds by itself what the last layer does */
  redundant: boolean;
}

/**
 * What the answers mean. `wanted`: the loss that the request or this service's own metadata name. A last Softmax or Sigmoid is what a prediction adds by itself
 * after the loss that goes with it: that layer is not needed. Without one, the outputs of a graph whose classes are known are taken as logits, as with weights
 * of other formats; else they are numbers, answered as they are.
 */
export function meaningOf(last: BuiltLayer['spec'] | undefined, { wanted, labelled }: { wanted: string | undefined; labelled: boolean }): Meaning {
  const type = last?.type === 'softmax' || last?.type === 'sigmoid' ? last.type : undefined;
  if (wanted !== undefined && Object.hasOwn(losses, wanted)) {
    const answers = answersOf(wanted);
    if (answers === undefined) return { loss: wanted, redundant: false };
    if (answers === type && last?.logarithm !== true) return { loss: wanted, redundant: true };
    if (type === undefined) return { loss: wanted, redundant: false };
  }
  if (type === 'softmax' && last?.logarithm !== true) return { loss: 'softmax-cross-entropy', redundant: true };
  if (type === 'sigmoid') return { loss: 'binary-cross-entropy', redundant: true };
  return { loss: labelled ? 'softmax-cross-entropy' : 'mean-squared-error', redundant: false };
}
