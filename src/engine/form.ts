/** Whether a document has the form of a network at all, for callers whose types nobody checked. What it says is the planner's business. */
import type { Issue } from './errors.ts';
import { unknownMember } from './options.ts';

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const wrong = (pointer: string, detail: string, hint: string): Issue => ({ pointer, code: 'invalid-spec', detail, hint });

export function formIssues(network: unknown): Issue[] {
  if (!isObject(network)) return [wrong('#/network', 'a network is an object', 'give {"preset": ...} or {"layers": [...]}')];
  if ('preset' in network && 'layers' in network) return [wrong('#/network', 'a network is a preset or a list of layers, not both', 'leave out preset or layers')];
  if (!('layers' in network)) return 'preset' in network ? [] : [wrong('#/network', 'a network is a preset or a list of layers', 'give {"preset": ...} or {"layers": [...]}')];
  const { layers, ...others } = network;
  const strangers = Object.keys(others).map((name) => unknownMember(`#/network/${name}`, name, ['layers']));
  if (!Array.isArray(layers)) return [...strangers, wrong('#/network/layers', 'layers are a list', 'give "layers": [{"type": "dense", "units": 10}]')];
  return [...strangers, ...layers.flatMap((layer: unknown, i) => layerIssues(layer, `#/network/layers/${i}`))];
}

function layerIssues(layer: unknown, pointer: string): Issue[] {
  if (!isObject(layer)) return [wrong(pointer, 'a layer is an object', 'give {"type": "dense", "units": 10}')];
  const { name, inputs } = layer;
  return [
    ...(name === undefined || typeof name === 'string' ? [] : [wrong(`${pointer}/name`, 'a name is a text', 'give a text, or leave it out')]),
    ...(inputs === undefined || (Array.isArray(inputs) && inputs.every((input) => typeof input === 'string')) ? [] : [wrong(`${pointer}/inputs`, 'inputs are a list of names', 'give "inputs": ["relu1"]')]),
  ];
}
