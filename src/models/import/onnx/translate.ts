/** From a graph of ONNX to a network of ours: nodes in order, each by its operator. */
import { type LayerSpec, type NamedTensor, type Semantics, type Shape, sizeOf, type Target, TrainyardError } from '../../../engine/index.ts';
import { type OnnxModel, type OnnxNode, readOnnx } from '../../../formats/onnx/index.ts';
import { refuse } from '../../../formats/refuse.ts';
import { foldConstants } from './constants.ts';
import { inputOf, lossOf, startValue } from './edges.ts';
import { type Builder, createBuilder, sizeGuard } from './network.ts';
import { GraphNode } from './node.ts';
import { operatorOf, OPERATORS } from './operators/index.ts';
import type { GraphValue } from './values.ts';

export interface TranslatedGraph {
  network: { layers: LayerSpec[] };
  weights: NamedTensor[];
  inputShape: number[];
  /** values of an answer */
  outputs: number;
  loss: string;
  /** as this service wrote them into the file */
  classes: string[] | null;
  target?: Target;
  semantics: Semantics;
}

const OLDEST = 11;
const NEWEST = 25;
const MAX_NODES = 2000;
/** Elements of the layers' arrays for each byte of the file: an array may serve four layers. */
const MOST_SHARED = 1;

/** `given`: the shape of a sample, where it is said. Throws `not-supported` naming the node, and `invalid-input`. */
export function translateOnnx(bytes: Uint8Array, file: string, given: Shape | null = null): TranslatedGraph {
  const model = readOnnx(bytes, file);
  const { opset, graph, metadata } = model;
  if (opset < OLDEST || opset > NEWEST) throw new TrainyardError('not-supported', `${file} uses version ${opset} of ONNX's operators.`, { hint: `Supported: ${OLDEST} to ${NEWEST}.` });
  if (graph.nodes.length > MAX_NODES) throw refuse(`${file} has ${graph.nodes.length} nodes; at most ${MAX_NODES} are read.`, 'Give a smaller network.');
  const { info, batch, dims } = inputOf(model, file);
  const { constants, nodes } = foldConstants(graph);
  const start = startValue({ dims, name: info.name }, { nodes, metadata, given });
  const values = new Map<string, GraphValue>([[info.name, start]]);
  const madeBy = new Map<string, string>();
  const builder = createBuilder({ opset, batch, constants, values, madeBy, uses: countUses(nodes, graph.outputs[0].name), weightLimit: Math.max(2 ** 16, MOST_SHARED * bytes.length), file });
  readNodes(nodes, { file, values, madeBy, builder });
  const output = values.get(graph.outputs[0].name);
  if (!output) throw refuse(`${file}: no node makes the output "${graph.outputs[0].name.slice(0, 100)}".`, 'Give an unchanged .onnx file.');
  return finish(builder, { output, start, metadata, file });
}

function countUses(nodes: readonly OnnxNode[], output: string): Map<string, number> {
  const uses = new Map([[output, 1]]);
  for (const name of nodes.flatMap(({ inputs }) => inputs)) uses.set(name, (uses.get(name) ?? 0) + 1);
  return uses;
}

function readNodes(nodes: readonly OnnxNode[], { file, values, madeBy, builder }: { file: string; values: Map<string, GraphValue>; madeBy: Map<string, string>; builder: Builder }): void {
  const guard = sizeGuard();
  for (const each of nodes) {
    const node = new GraphNode(each, file);
    const operator = each.domain === '' ? operatorOf(each.operator) : undefined;
    if (!operator) throw node.refuse(each.domain === '' ? 'this operator is not known here' : `operators of "${each.domain.slice(0, 100)}" are not known here`, `Supported: ${OPERATORS.join(', ')}.`);
    const [name] = each.outputs;
    if (!name || values.has(name)) throw node.refuse('it has no output of its own', 'Give an unchanged .onnx file.');
    const value = operator(node, builder);
    node.finish();
    guard(node, value);
    values.set(name, value);
    if (!madeBy.has(value.layer)) madeBy.set(value.layer, name);
  }
}

function finish(builder: Builder, { output, start, metadata, file }: { output: GraphValue; start: GraphValue; metadata: OnnxModel['metadata']; file: string }): TranslatedGraph {
  if (output.place !== null || output.condition) throw new TrainyardError('not-supported', `${file}: its output of shape [${output.dims.join(', ')}] is not in the order of our values.`, { hint: 'End with rows of values; images would have to be transposed to [batch, height, width, channels] first.' });
  const { layers } = builder;
  const outputs = sizeOf(output.dims);
  const feeds = [...layers.values()].some(({ spec }) => spec.inputs.includes(output.layer));
  const { loss, redundant } = lossOf(feeds ? undefined : layers.get(output.layer)?.spec, metadata, outputs);
  let last = output.layer;
  let shape = output.ours;
  if (redundant && shape.length === 1) {
    const { inputs } = layers.get(last)!.spec;
    layers.delete(last);
    [last] = inputs;
  }
  const specs = [...layers.values()].map(({ spec }) => spec as LayerSpec);
  const close = (type: string): void => {
    let name = type;
    while (layers.has(name) || specs.some((spec) => spec.name === name)) name += '_';
    specs.push({ type, name, inputs: [last] });
    last = name;
  };
  if (shape.length > 1) {
    close('flatten');
    shape = [outputs];
  }
  if (last === 'input') close('identity');
  const target = metadata['trainyard.target'] === 'input' && outputs === sizeOf(start.ours) ? ('input' as const) : undefined;
  return {
    network: { layers: specs },
    weights: [...layers].flatMap(([layer, { tensors }]) => tensors.map(({ name, ...tensor }) => ({ name: `${layer}.${name}`, ...tensor }))),
    inputShape: [...start.ours],
    outputs, loss,
    classes: classesOf(metadata, target === 'input' ? null : outputs),
    ...(target ? { target } : {}),
    semantics: metadata['trainyard.semantics'] === 'book' ? 'book' : 'modern',
  };
}

/** Labels that the metadata hold, where they are what they should be. */
function classesOf(metadata: OnnxModel['metadata'], outputs: number | null): string[] | null {
  try {
    const classes: unknown = JSON.parse(metadata['trainyard.classes'] ?? 'null');
    return Array.isArray(classes) && classes.length >= 1 && classes.length === (outputs ?? classes.length) && classes.every((label) => typeof label === 'string' && label.length >= 1 && label.length <= 100) ? classes : null;
  } catch {
    return null;
  }
}
