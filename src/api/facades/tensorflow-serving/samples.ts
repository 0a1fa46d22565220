/** From the bodies of TensorFlow Serving's REST interface to samples: `instances` by row or `inputs` by column, images as `{"b64": "..."}`. */
import { specError } from '../../../engine/index.ts';
import type { ModelVersion } from '../../../models/index.ts';
import type { Predictor } from '../../../serving/index.ts';
import { parseRows, type Rows } from '../../number-rows.ts';
import type { RawJson } from '../../plugins/raw-json.ts';
import { preparationOf } from '../../prediction-samples.ts';
import { flattenSamples, sizeOf } from '../../samples.ts';
import { INPUT } from '../served-model.ts';

export interface Asked extends Rows {
  /** how the answer is to be laid out */
  format: 'row' | 'column';
  /** samples are numbers, and not lists of one */
  single: boolean;
}

export const SIGNATURE = 'serving_default';
const MEMBERS = ['instances', 'inputs', 'signature_name'];

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

export async function samplesOf(body: RawJson, version: ModelVersion, predictor: Pick<Predictor, 'decodeImages'>): Promise<Asked> {
  const { inputShape } = version;
  const usual = parseRows(body.bytes, 'instances', inputShape);
  if (usual) return { ...usual, format: 'row', single: false };
  const { format, list: given, member } = listOf(body.read());
  const list = sizeOf(inputShape) === 1 ? given.map((value) => (typeof value === 'number' ? [value] : value)) : given; // the interface's own examples are numbers
  const images = list.map(imageOf);
  const inputs = images.some((image) => image !== null) ? await decoded(images, { version, predictor, member }) : at(member, () => flattenSamples(list, inputShape));
  return { inputs, count: inputs.length / sizeOf(inputShape), format, single: given.every((value) => typeof value === 'number') };
}

function listOf(body: unknown): { format: Asked['format']; list: unknown[]; member: string } {
  if (!isObject(body)) throw specError('invalid-input', '#', 'The body is no JSON object.', 'Give {"instances": [[...], ...]}.');
  const other = Object.keys(body).find((name) => !MEMBERS.includes(name));
  if (other !== undefined) throw specError('unknown-member', `#/${other}`, 'This member is not known here.', `Known are ${MEMBERS.join(', ')}.`);
  const { instances, inputs, signature_name: signature = SIGNATURE } = body;
  if (signature !== SIGNATURE) throw specError('invalid-input', '#/signature_name', `Models have the signature "${SIGNATURE}" only.`, 'Leave signature_name out.');
  if ((instances === undefined) === (inputs === undefined)) throw specError('invalid-input', '#/instances', 'Give instances or inputs: one of the two.', 'Give {"instances": [[...], ...]}.');
  const member = instances === undefined ? 'inputs' : 'instances';
  const list = instances === undefined ? columnOf(inputs) : Array.isArray(instances) ? instances.map(namedValue) : instances;
  if (!Array.isArray(list) || list.length === 0) throw specError('invalid-input', `#/${member}`, 'This is no list of samples.', `Give {"${member}": [[...], ...]}.`);
  return { format: member === 'instances' ? 'row' : 'column', list, member };
}

/** `{"input": value}` as well as the value: the interface lets the name of an only input be left out. */
function namedValue(instance: unknown, index: number): unknown {
  if (!isObject(instance) || 'b64' in instance) return instance;
  return onlyInput(instance, `#/instances/${index}`);
}

function columnOf(inputs: unknown): unknown {
  return isObject(inputs) && !('b64' in inputs) ? onlyInput(inputs, '#/inputs') : inputs;
}

function onlyInput(named: Record<string, unknown>, pointer: string): unknown {
  const names = Object.keys(named);
  if (names.length === 1 && names[0] === INPUT) return named[INPUT];
  throw specError('invalid-input', pointer, `Models have one input, named "${INPUT}"; found ${names.slice(0, 5).map((name) => `"${name.slice(0, 50)}"`).join(', ') || 'none'}.`, 'Name that one, or give the value without a name.');
}

function imageOf(value: unknown): Uint8Array | null {
  return isObject(value) && Object.keys(value).length === 1 && typeof value.b64 === 'string' ? Buffer.from(value.b64, 'base64') : null;
}

async function decoded(images: readonly (Uint8Array | null)[], { version, predictor, member }: { version: ModelVersion; predictor: Pick<Predictor, 'decodeImages'>; member: string }): Promise<Float32Array> {
  const missing = images.findIndex((image) => image === null);
  if (missing >= 0) throw specError('invalid-input', `#/${member}/${missing}`, 'Some samples are images, this one is not.', 'Give all as {"b64": "..."}, or all as numbers.');
  return predictor.decodeImages(images as Uint8Array[], version.inputShape, preparationOf(version));
}

/** Errors of the shared parts speak of `inputs`. */
function at<T>(member: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const { issues } = error as { issues?: { pointer: string; detail: string; hint: string; code: never }[] };
    if (!issues?.length) throw error;
    const [{ pointer, detail, hint, code }] = issues;
    throw specError(code, pointer.replace(/^#\/inputs/, `#/${member}`), detail, hint);
  }
}
