/** Where samples enter a graph and answers leave it. */
import { losses, type Shape, sizeOf, specError, TrainyardError } from '../../../engine/index.ts';
import { FLOAT, type OnnxModel, type OnnxNode, type OnnxValueInfo } from '../../../formats/onnx/index.ts';
import type { BuiltLayer } from './network.ts';
import { channelsFirst, type GraphValue } from './values.ts';

const TO_FIRST = '0,3,1,2';

const refuse = (file: string, reason: string, hint: string): TrainyardError => new TrainyardError('not-supported', `${file}: ${reason}.`, { hint });

/** The one input that is no array of the file, with fixed sizes beside the batch. */
export function inputOf({ graph }: OnnxModel, file: string): { info: OnnxValueInfo; batch: number | null; dims: number[] } {
  const known = new Set(graph.initializers.map(({ name }) => name));
  const inputs = graph.inputs.filter(({ name }) => !known.has(name));
  if (inputs.length !== 1 || graph.outputs.length !== 1) throw refuse(file, `the graph has ${inputs.length} inputs and ${graph.outputs.length} outputs`, 'Supported: one input and one output.');
  const [info] = inputs;
  const [batch, ...dims] = info.shape ?? [];
  const shown = info.shape ? `[${info.shape.join(', ').slice(0, 100)}]` : 'no shape';
  if (info.type !== FLOAT) throw refuse(file, `its input has values of type ${info.type}`, 'Supported: 1, single precision.');
  if (dims.length < 1 || dims.length > 3 || dims.some((side) => typeof side !== 'number')) throw refuse(file, `its input has ${shown}`, 'Supported: [batch, ...] with one to three sizes that are fixed.');
  return { info, batch: typeof batch === 'number' ? batch : null, dims: dims as number[] };
}

/** `given`: what the request says of a sample; without it, images are taken as channels first, unless the graph or its metadata say otherwise. */
export function startValue({ dims, name }: { dims: number[]; name: string }, { nodes, metadata, given }: { nodes: readonly OnnxNode[]; metadata: OnnxModel['metadata']; given: Shape | null }): GraphValue {
  const layer = 'input';
  const [channels, height, width] = dims;
  if (dims.length === 1) return { layer, ours: fitting(dims, given), dims, place: null };
  if (dims.length === 2) return { layer, ours: exactly(dims, given), dims, place: null };
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

/**
 * What the answers mean. A last Softmax or Sigmoid is what a prediction adds by itself after the loss that goes with it: that layer is not needed. Without
 * one, outputs of several classes are taken as logits, as with weights of other formats; a single one is a number.
 */
export function lossOf(last: BuiltLayer['spec'] | undefined, metadata: OnnxModel['metadata'], outputs: number): { loss: string; redundant: boolean } {
  const known = metadata['trainyard.loss'] ?? '';
  const type = last?.type === 'softmax' || last?.type === 'sigmoid' ? last.type : undefined;
  if (Object.hasOwn(losses, known)) {
    const answers = answersOf(known);
    if (answers === undefined) return { loss: known, redundant: false };
    if (answers === type && last?.logarithm !== true) return { loss: known, redundant: true };
  }
  if (type === 'softmax') return { loss: 'softmax-cross-entropy', redundant: true };
  if (type === 'sigmoid') return { loss: 'binary-cross-entropy', redundant: true };
  return { loss: outputs === 1 ? 'mean-squared-error' : 'softmax-cross-entropy', redundant: false };
}
