/** From the bytes of a file to a network with its weights, ready to be published; runs in a thread of its own. */
import { readFile } from 'node:fs/promises';
import { createInference, type ErrorCode, type Issue, type LayerSpec, type NamedTensor, type NetworkPlan, type NetworkSpec, planNetwork, planToSpec, type Semantics, type Shape, specError, type Target, TrainyardError } from '../../engine/index.ts';
import type { KernelsChoice } from '../../kernels/load.ts';
import { loadKernels } from '../../kernels/load.ts';
import { sha256 } from '../version-files.ts';
import { encodeSafetensors } from '../safetensors.ts';
import { arrangeTensors } from './arrange.ts';
import { translateOnnx } from './onnx/translate.ts';
import { type ImportFormat, readTensors } from './read.ts';

/** What the request says of a network. A format that holds the network takes it from the file. */
export interface GivenNetwork {
  network: NetworkSpec | null;
  inputShape: Shape | null;
  /** labels in the order of the outputs */
  classes: readonly string[] | null;
  semantics: Semantics | null;
  /** what the outputs mean: the name of a loss */
  loss: string | null;
}

export interface ImportTask extends GivenNetwork {
  format: ImportFormat;
  path: string;
  /** the name it was sent under, for messages */
  file: string;
  kernels: KernelsChoice;
}

/** The part of a version that a network decides. */
export interface ImportedNetwork {
  network: { layers: LayerSpec[] };
  inputShape: number[];
  classes: string[];
  semantics: Semantics;
  loss: string;
  target?: Target;
  parameterCount: number;
}

/** An error class does not survive the way between threads: its parts do. */
export type ImportAnswer =
  | { imported: ImportedNetwork; weights: Uint8Array; fileSha256: string; build: string }
  | { error: { code: ErrorCode; message: string; hint: string; issues: readonly Issue[] } };

interface Read extends Omit<ImportedNetwork, 'network' | 'parameterCount'> {
  plan: NetworkPlan;
  weights: readonly NamedTensor[];
}

/** Never throws what a person can act on: that comes back as `error`. */
export async function runImport(task: ImportTask): Promise<ImportAnswer> {
  try {
    return await importWeights(task);
  } catch (error) {
    if (!(error instanceof TrainyardError)) throw error;
    const { code, message, hint, issues } = error;
    return { error: { code, message, hint, issues } };
  }
}

async function importWeights(task: ImportTask): Promise<ImportAnswer> {
  const bytes = await readFile(task.path);
  const { plan, weights, ...description } = task.format === 'onnx' ? readGraph(bytes, task) : readWeights(bytes, task, task.format);
  const kernels = loadKernels(task.kernels);
  createInference({ network: plan, weights, kernels, maxBatch: 1 }).close(); // what cannot predict is not registered
  return { imported: { ...description, network: planToSpec(plan), parameterCount: plan.parameterCount }, weights: encodeSafetensors(weights), fileSha256: sha256(bytes), build: kernels.build };
}

function readWeights(bytes: Uint8Array, { file, network, inputShape, classes, semantics: given, loss }: ImportTask, format: Exclude<ImportFormat, 'onnx'>): Read {
  const semantics = given ?? (format === 'book-pickle' ? 'book' : 'modern');
  const plan = planNetwork(network!, { inputShape: inputShape!, classes: classes!.length }, semantics);
  const weights = arrangeTensors(plan, readTensors(format, bytes, { file, parameters: plan.parameterCount })).map(({ name, shape, data }) => ({ name, shape, data: Float32Array.from(data) }));
  return { plan, weights, inputShape: [...inputShape!], classes: [...classes!], semantics, loss: loss ?? 'softmax-cross-entropy' };
}

function readGraph(bytes: Uint8Array, { file, inputShape: given, classes: labels, semantics, loss: wanted }: ImportTask): Read {
  const { network, weights, inputShape, outputs, loss, target, ...graph } = translateOnnx(bytes, file, { shape: given, loss: wanted ?? undefined, labelled: labels !== null });
  if (labels && target !== 'input' && labels.length !== outputs) throw specError('label-count', '#/classes', `The graph has ${outputs} outputs, not ${labels.length}.`, `Give ${outputs} classes, or leave them and the dataset out.`);
  const classes = labels ?? graph.classes ?? Array.from({ length: outputs }, (_, i) => String(i));
  const plan = planNetwork(network, { inputShape, classes: classes.length, target }, graph.semantics);
  return { plan, weights, inputShape, classes: [...classes], semantics: semantics ?? graph.semantics, loss, ...(target ? { target } : {}) };
}
