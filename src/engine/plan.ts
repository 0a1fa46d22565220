/** From what the user wrote to a checked graph: presets expanded, options filled, shapes inferred, order found. */
import { type Issue, TrainyardError } from './errors.ts';
import { formIssues } from './form.ts';
import { LayerProblem } from './layers/definition.ts';
import { layerDefinition, layers as layerRegistry } from './layers/index.ts';
import { nearestName } from './names.ts';
import { resolveOptions, unknownName } from './options.ts';
import { presetDefinition, presets } from './presets/index.ts';
import { type Fit, outputCount } from './target.ts';
import { type LayerSpec, type NetworkSpec, type Semantics, type Shape, sizeOf } from './types.ts';

/** The name by which layers refer to the data. */
export const INPUT = 'input';
const MAX_ELEMENTS = 2 ** 31;

export interface PlannedLayer {
  name: string;
  type: string;
  config: Record<string, unknown>;
  inputs: string[];
  inputShapes: Shape[];
  outputShape: Shape;
  parameters: { name: string; shape: Shape; count: number }[];
  parameterCount: number;
  /** of one sample's forward pass */
  multiplyAdds: number;
}

/** Layers in an order in which each follows its inputs; the last one is the network's output. */
export interface NetworkPlan {
  inputShape: Shape;
  outputShape: Shape;
  layers: PlannedLayer[];
  parameterCount: number;
  multiplyAdds: number;
  semantics: Semantics;
}

/** A layer as it was written, with its place in the document. */
interface Written {
  spec: LayerSpec;
  name: string;
  inputs: string[];
  pointer: string;
}

/**
 * Plans a network for data of one shape and number of classes.
 * @throws TrainyardError of kind 'spec'; the issues' pointers start with '#/network'
 */
export function planNetwork(network: NetworkSpec, fit: Fit, semantics: Semantics): NetworkPlan {
  const data = { inputShape: fit.inputShape, classes: outputCount(fit) };
  const malformed = formIssues(network);
  if (malformed.length > 0) fail(malformed);
  const { specs, pointerOf } = expand(network, data, semantics);
  const ordered = inOrder(connect(specs, pointerOf));
  const shapes = new Map<string, Shape>([[INPUT, data.inputShape]]);
  const planned = ordered.map((layer) => {
    const result = planLayer(layer, layer.inputs.map((name) => shapes.get(name)!), semantics);
    shapes.set(layer.name, result.outputShape);
    return result;
  });
  const output = planned[planned.length - 1];
  if (sizeOf(output.outputShape) !== data.classes || output.outputShape.length !== 1) {
    const detail = `the last layer "${output.name}" gives [${output.outputShape.join(', ')}], but ${fit.target === 'input' ? `its input has ${data.classes} values, which it is to give back` : `the data has ${data.classes} classes`}`;
    fail([{ pointer: ordered[ordered.length - 1].pointer, code: 'label-count', detail, hint: `end with {"type": "dense", "units": ${data.classes}}` }]);
  }
  return {
    inputShape: data.inputShape,
    outputShape: output.outputShape,
    layers: planned,
    parameterCount: planned.reduce((sum, layer) => sum + layer.parameterCount, 0),
    multiplyAdds: planned.reduce((sum, layer) => sum + layer.multiplyAdds, 0),
    semantics,
  };
}

/** The layers of a plan as a spec: presets expanded, every default written out. */
export function planToSpec(plan: NetworkPlan): { layers: LayerSpec[] } {
  return { layers: plan.layers.map(({ type, name, inputs, config }) => ({ type, name, inputs, ...config })) };
}

function fail(issues: Issue[]): never {
  const [first] = issues;
  throw new TrainyardError(first.code ?? 'invalid-spec', first.detail, { hint: first.hint, issues });
}

function expand(network: NetworkSpec, data: { inputShape: Shape; classes: number }, semantics: Semantics) {
  if ('layers' in network) return { specs: network.layers as LayerSpec[], pointerOf: (i: number) => `#/network/layers/${i}` };
  const { preset, ...given } = network as { preset: string };
  const definition = presetDefinition(preset);
  if (!definition) fail([unknownName('#/network/preset', 'preset', preset, Object.keys(presets))]);
  const { options, issues } = resolveOptions(definition, given, semantics, '#/network');
  if (issues.length > 0) fail(issues);
  return { specs: definition.layers(options, data), pointerOf: () => '#/network' };
}

/** Gives every layer a name and its inputs by name; refuses duplicates, unknown types and unknown inputs. */
function connect(specs: LayerSpec[], pointerOf: (i: number) => string): Written[] {
  if (specs.length === 0) fail([{ pointer: '#/network/layers', code: 'invalid-spec', detail: 'the network has no layers', hint: 'give at least a dense layer with as many units as classes' }]);
  const issues: Issue[] = [];
  const counts = new Map<string, number>();
  const taken = new Map<string, number>([[INPUT, -1]]);
  const given = new Set(specs.map((spec) => spec.name).filter((name) => typeof name === 'string'));
  const names = specs.map((spec, i) => {
    if (!layerDefinition(spec.type)) issues.push(unknownName(`${pointerOf(i)}/type`, 'layer', spec.type, Object.keys(layerRegistry)));
    const name = spec.name ?? freeName(spec.type, counts, given);
    if (spec.name !== undefined && !/^[A-Za-z][A-Za-z0-9_-]{0,63}$/.test(spec.name)) {
      issues.push({ pointer: `${pointerOf(i)}/name`, code: 'invalid-spec', detail: `${JSON.stringify(spec.name)} is no layer name`, hint: 'use a letter, then letters, digits, - or _, at most 64' });
    } else if (taken.has(name)) {
      issues.push({ pointer: `${pointerOf(i)}/name`, code: 'invalid-spec', detail: name === INPUT ? '"input" names the data' : `two layers are named "${name}"`, hint: 'give each layer a name of its own' });
    }
    taken.set(name, i);
    return name;
  });
  const written = specs.map((spec, i): Written => {
    const pointer = pointerOf(i);
    const inputs = spec.inputs ?? [i === 0 ? INPUT : names[i - 1]];
    inputs.forEach((input, j) => {
      if (taken.has(input)) return;
      const nearest = nearestName(input, [...taken.keys()]);
      issues.push({ pointer: `${pointer}/inputs/${j}`, code: 'unknown-name', detail: `no layer is named "${input}"`, hint: nearest ? `did you mean "${nearest}"?` : `known: ${[...taken.keys()].join(', ')}` });
    });
    return { spec, name: names[i], inputs, pointer };
  });
  issues.push(...written.flatMap(inputCountIssues));
  if (issues.length > 0) fail(issues);
  return written;
}

/** `relu1`, `relu2`, ... in order of appearance, leaving out what the user gave to another layer. */
function freeName(type: string, counts: Map<string, number>, given: ReadonlySet<string | undefined>): string {
  for (;;) {
    const count = (counts.get(type) ?? 0) + 1;
    counts.set(type, count);
    if (!given.has(`${type}${count}`)) return `${type}${count}`;
  }
}

function inputCountIssues({ spec, inputs, pointer }: Written): Issue[] {
  const many = layerDefinition(spec.type)?.inputs === 'many';
  if (many && inputs.length < 2) return [{ pointer: `${pointer}/inputs`, code: 'shape-mismatch', detail: `${spec.type} joins two or more inputs, not ${inputs.length}`, hint: 'name them: "inputs": ["layerA", "layerB"]' }];
  if (!many && inputs.length !== 1) return [{ pointer: `${pointer}/inputs`, code: 'shape-mismatch', detail: `${spec.type} has one input, not ${inputs.length}`, hint: 'join them first with add or concat' }];
  return [];
}

/** Each layer after its inputs, otherwise as written. What cannot be placed goes round in a circle. */
function inOrder(written: Written[]): Written[] {
  const placed = new Set([INPUT]);
  const ordered: Written[] = [];
  let waiting = written;
  while (waiting.length > 0) {
    const next = waiting.find((layer) => layer.inputs.every((input) => placed.has(input)));
    if (!next) {
      const [first] = waiting;
      fail([{ pointer: `${first.pointer}/inputs`, code: 'cyclic-graph', detail: `layers feed each other in a circle: ${waiting.map((layer) => layer.name).slice(0, 10).join(', ')}`, hint: 'let every layer take its inputs from layers before it' }]);
    }
    placed.add(next.name);
    ordered.push(next);
    waiting = waiting.filter((layer) => layer !== next);
  }
  return outputLast(ordered);
}

/** The output is the layer that feeds nobody; there must be exactly one. */
function outputLast(ordered: Written[]): Written[] {
  const used = new Set(ordered.flatMap((layer) => layer.inputs));
  const ends = ordered.filter((layer) => !used.has(layer.name));
  if (ends.length > 1) {
    const loose = ends.find((layer) => layer !== ordered[ordered.length - 1])!;
    fail([{ pointer: loose.pointer, code: 'shape-mismatch', detail: `nothing uses the output of "${loose.name}"; a network has one output`, hint: 'name it among the inputs of a later layer (add, concat), or remove it' }]);
  }
  return [...ordered.filter((layer) => layer !== ends[0]), ends[0]];
}

function planLayer({ spec, name, inputs, pointer }: Written, inputShapes: Shape[], semantics: Semantics): PlannedLayer {
  const definition = layerDefinition(spec.type)!;
  const { type, name: _name, inputs: _inputs, ...given } = spec;
  const { options, issues } = resolveOptions(definition, given, semantics, pointer);
  if (issues.length > 0) fail(issues);
  try {
    const outputShape = definition.outputShape(options, inputShapes);
    const parameters = (definition.parameters?.(options, inputShapes) ?? []).map((parameter) => ({ name: parameter.name, shape: parameter.shape, count: sizeOf(parameter.shape) }));
    const largest = Math.max(sizeOf(outputShape), ...parameters.map(({ count }) => count));
    if (largest > MAX_ELEMENTS) throw new LayerProblem(`would hold an array of ${largest} values`, `stay below ${MAX_ELEMENTS}: fewer units or filters, or pool before`);
    const parameterCount = parameters.reduce((sum, { count }) => sum + count, 0);
    return { name, type, config: options, inputs, inputShapes, outputShape, parameters, parameterCount, multiplyAdds: definition.multiplyAdds?.(options, inputShapes) ?? 0 };
  } catch (problem) {
    if (!(problem instanceof LayerProblem)) throw problem;
    const member = problem.member && (problem.member in spec || pointer.startsWith('#/network/layers')) ? `/${problem.member}` : '';
    fail([{ pointer: pointer === '#/network' ? pointer : pointer + member, code: 'shape-mismatch', detail: `${type} "${name}" ${problem.message}`, hint: problem.hint }]);
  }
}
