/** From a graph of ONNX to a network of ours: nodes in order, each by its operator. */
import { type LayerSpec, type NamedTensor, type Semantics, type Shape, sizeOf, type Target, TrainyardError } from '../../../engine/index.ts';
import { type OnnxModel, type OnnxNode, readOnnx } from '../../../formats/onnx/index.ts';
import { refuse } from '../../../formats/refuse.ts';
import { foldConstants } from './constants.ts';
import { type GraphInput, inputsOf, meaningOf, startValue } from './edges.ts';
import { type Builder, createBuilder, sizeGuard } from './network.ts';
import { GraphNode } from './node.ts';
import { inGraphOrder } from './order.ts';
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

const OLDEST = 1;
const NEWEST = 25;
const MAX_NODES = 2000;
const MAX_OUTPUTS = 100_000;
/** Elements of the layers' arrays for each byte of the file: an array may serve four layers. */
const MOST_SHARED = 1;

/** What the request says of the graph. */
export interface Given {
  /** of a sample */
  shape: Shape | null;
  /** what the outputs mean, by the name of a loss */
  loss?: string | undefined;
  /** the outputs are those of classes that are known */
  labelled?: boolean;
}

/** Throws `not-supported` naming the node, and `invalid-input`. */
export function translateOnnx(bytes: Uint8Array, file: string, given: Given = { shape: null }): TranslatedGraph {
  const model = readOnnx(bytes, file);
  const { opset, graph } = model;
  if (opset < OLDEST || opset > NEWEST) throw new TrainyardError('not-supported', `${file} uses version ${opset} of ONNX's operators.`, { hint: `Supported: ${OLDEST} to ${NEWEST}.` });
  if (graph.nodes.length > MAX_NODES) throw refuse(`${file} has ${graph.nodes.length} nodes; at most ${MAX_NODES} are read.`, 'Give a smaller network.');
  const [likelier, other] = inputsOf(model, file);
  const context = { model, file, given, weightLimit: Math.max(2 ** 16, MOST_SHARED * bytes.length) };
  try {
    return translateWith(likelier, context);
  } catch (error) {
    if (other === undefined || !(error instanceof TrainyardError) || error.code !== 'not-supported') throw error;
    try {
      return translateWith(other, context);
    } catch {
      throw error; // of the likelier reading
    }
  }
}

function translateWith(input: GraphInput, { model, file, given, weightLimit }: { model: OnnxModel; file: string; given: Given; weightLimit: number }): TranslatedGraph {
  const { opset, graph, metadata } = model;
  const { info, batch, batched } = input;
  const { constants, nodes } = foldConstants(graph);
  const start = startValue(input, { nodes, metadata, given: given.shape });
  const values = new Map<string, GraphValue>([[info.name, start]]);
  const madeBy = new Map<string, string>();
  const builder = createBuilder({ opset, batch, batched, constants, values, madeBy, uses: countUses(nodes, graph.outputs[0].name), weightLimit, file });
  readNodes(nodes, { file, values, madeBy, builder });
  const output = values.get(graph.outputs[0].name);
  if (!output) throw refuse(`${file}: no node makes the output "${graph.outputs[0].name.slice(0, 100)}".`, 'Give an unchanged .onnx file.');
  const closing = new GraphNode({ name: graph.outputs[0].name, operator: 'output', domain: '', inputs: [], outputs: [], attributes: {} }, file);
  return finish(builder, { output: output.condition ? output : closed(closing, builder, output), start, metadata, given, file });
}

/** Answers come in the order that the graph has. */
const closed = (node: GraphNode, builder: Builder, output: GraphValue): GraphValue => (output.place === null ? output : inGraphOrder(node, builder, output));

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
    node.finish(builder.opset);
    guard(node, value);
    values.set(name, value);
    if (!madeBy.has(value.layer)) madeBy.set(value.layer, name);
  }
}

interface Ending {
  output: GraphValue;
  start: GraphValue;
  metadata: OnnxModel['metadata'];
  given: Given;
  file: string;
}

function finish(builder: Builder, { output, start, metadata, given, file }: Ending): TranslatedGraph {
  const outputs = sizeOf(output.dims);
  if (output.condition || outputs > MAX_OUTPUTS) throw new TrainyardError('not-supported', `${file}: its output ${output.condition ? 'is a comparison' : `has ${outputs} values`}.`, { hint: `Supported: up to ${MAX_OUTPUTS} numbers for a sample.` });
  const { layers } = builder;
  const target = metadata['trainyard.target'] === 'input' && outputs === sizeOf(start.ours) ? ('input' as const) : undefined;
  const classes = classesOf(metadata, target === 'input' ? null : outputs);
  const feeds = [...layers.values()].some(({ spec }) => spec.inputs.includes(output.layer));
  const row = output.ours.length === 1;
  const { loss, redundant } = meaningOf(feeds || !row ? undefined : layers.get(output.layer)?.spec, { wanted: given.loss ?? metadata['trainyard.loss'], labelled: outputs > 1 && (given.labelled === true || classes !== null) });
  let last = output.layer;
  if (redundant) {
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
  if (!row) close('flatten');
  if (last === 'input') close('identity');
  const used = usedBy(specs, last);
  return {
    network: { layers: specs.filter(({ name }) => used.has(name!)) },
    weights: [...layers].filter(([layer]) => used.has(layer)).flatMap(([layer, { tensors }]) => tensors.map(({ name, ...tensor }) => ({ name: `${layer}.${name}`, ...tensor }))),
    inputShape: [...start.ours],
    outputs, loss, classes,
    ...(target ? { target } : {}),
    semantics: metadata['trainyard.semantics'] === 'book' ? 'book' : 'modern',
  };
}

/** Layers that the output depends on: a graph may compute more than it answers. */
function usedBy(specs: readonly LayerSpec[], output: string): ReadonlySet<string> {
  const used = new Set([output]);
  for (const { name, inputs } of specs.toReversed()) if (used.has(name!)) for (const input of inputs ?? []) used.add(input);
  return used;
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
