/** A model as one TypeScript file that imports nothing: weights in base64, a typed `predict`, and the few functions that it needs. */
import { losses, sizeOf, TrainyardError } from '../../../engine/index.ts';
import type { ExportedModel } from '../model.ts';
import { layerExpressions, type LayerExpression } from './layers.ts';
import { neededParts } from './parts.ts';

/** Larger files are no source any more: compilers and editors give up. */
const MAX_PARAMETERS = 16_000_000;

/** Answers as a prediction of the service does. Throws 'not-supported' where the model is too large. */
export function writeTypeScript(model: ExportedModel): string {
  const { version, plan, weights } = model;
  if (plan.parameterCount > MAX_PARAMETERS) throw new TrainyardError('not-supported', `A TypeScript file holds at most ${MAX_PARAMETERS} parameters; this model has ${plan.parameterCount}.`, { hint: 'Export onnx or safetensors.' });
  const places = new Map<string, string>();
  let at = 0;
  for (const { name, data } of weights) {
    places.set(name, `weights.subarray(${at}, ${at + data.length})`);
    at += data.length;
  }
  const variables = new Map([['input', 'input']]);
  const lines = plan.layers.map((layer, i) => {
    const weight = (name: string): string => {
      const place = places.get(`${layer.name}.${name}`);
      if (!place) throw new TrainyardError('store-corrupt', `the weights lack ${layer.name}.${name}`, { hint: 'restore the store from a backup' });
      return place;
    };
    const write: LayerExpression = (layerExpressions as Record<string, LayerExpression>)[layer.type];
    const variable = `v${i + 1}`;
    const line = `  const ${variable} = ${write(layer, layer.inputs.map((name) => variables.get(name)!), weight)}; // ${layer.name} [${layer.outputShape.join(', ')}]`;
    variables.set(layer.name, variable);
    return line;
  });
  const code = [...lines, answer(version.loss, `v${plan.layers.length}`, sizeOf(plan.outputShape))].join('\n');
  const network = `/** One sample in the range of the training data -> ${plan.outputShape[0]} values, as the service answers them. */
export function outputs(sample: ArrayLike<number>): Float32Array {
  const input = Float32Array.from(sample);
  if (input.length !== ${sizeOf(plan.inputShape)}) throw new RangeError(\`a sample has ${sizeOf(plan.inputShape)} values, not \${input.length}\`);
${code}
}`;
  return [header(model), `const weights = decodeWeights(\n  '${base64(weights)}',\n);`, network, predict(version.target === 'input'), neededParts(`${network} decodeWeights`)].join('\n\n') + '\n';
}

function answer(loss: string, variable: string, columns: number): string {
  const { answers } = (losses as Record<string, { answers?: 'softmax' | 'sigmoid' } | undefined>)[loss] ?? {};
  if (answers === 'softmax') return `  return softmax(${variable}, ${columns}, false);`;
  return answers === 'sigmoid' ? `  return ${variable}.map((v) => logistic(v));` : `  return ${variable};`;
}

function base64(weights: ExportedModel['weights']): string {
  return Buffer.concat(weights.map(({ data }) => {
    const floats = Float32Array.from(data); // this machine's order is little-endian
    return Buffer.from(floats.buffer);
  })).toString('base64');
}

const header = ({ version, plan }: ExportedModel): string => `// Model ${version.model}, version ${version.version}: weights ${version.weightsSha256}. Exported by Trainyard; imports nothing.
// Use: import { predict } of this file; predict(sample) takes the ${sizeOf(plan.inputShape)} numbers of a sample in one flat list, row by row.

/** Of a sample; images are [height, width, channels]. */
export const inputShape = ${JSON.stringify(plan.inputShape)} as const;
${version.target === 'input' ? '' : `
/** In the order of the outputs. */
export const labels = ${asciiJson(version.classes)} as const;
export type Label = (typeof labels)[number];
`}`.trimEnd();

/** Without characters that would end a line or mislead a reader. */
const asciiJson = (value: unknown): string => JSON.stringify(value).replaceAll(/[\u007f-\uffff]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);

const predict = (reconstructs: boolean): string => (reconstructs
  ? `/** What the network makes of a sample: the sample again. */
export function predict(sample: ArrayLike<number>): Float32Array {
  return outputs(sample);
}`
  : `export interface Prediction {
  label: Label;
  index: number;
  probability: number;
  /** in the order of the labels; of a regression network its outputs */
  probabilities: Float32Array;
}

export function predict(sample: ArrayLike<number>): Prediction {
  const probabilities = outputs(sample);
  const probability = probabilities.reduce((a, b) => Math.max(a, b), -Infinity);
  const index = Math.max(0, probabilities.indexOf(probability));
  return { label: labels[index], index, probability: probabilities[index], probabilities };
}`);
