/**
 * From arrays as a file names and lays them out to the parameters of a network. Two namings are known: our own (`dense1.kernel`), taken as
 * they are, and the book's (W1, b1, gamma1, beta1 in the order of the layers), whose images are channels first: filters [F, C, KH, KW]
 * become [KH, KW, C, F], and rows of a dense kernel that follow an image's (c, h, w) order come into (h, w, c) order.
 */
import { type NamedTensor, type NetworkPlan, type PlannedLayer, type Shape, sizeOf, TrainyardError } from '../../engine/index.ts';
import { permuted } from '../permute.ts';

interface Target {
  /** full name, such as `dense1.kernel` */
  name: string;
  shape: Shape;
  layer: PlannedLayer;
  /** within the layer, such as `kernel` */
  parameter: string;
}

/** Throws `shape-mismatch` naming the array, its shape, the expected shape and the fix. */
export function arrangeTensors(plan: NetworkPlan, tensors: readonly NamedTensor[]): NamedTensor[] {
  const targets = targetsOf(plan);
  const given = new Map(tensors.map((tensor) => [tensor.name, tensor]));
  const book = !targets.some(({ name }) => given.has(name));
  const wanted = book ? bookNames(targets) : new Map(targets.map((target) => [target.name, target]));
  for (const { name } of tensors) {
    if (!wanted.has(name)) throw mismatch(`the network has no place for "${name}"`, `It takes ${[...wanted.keys()].join(', ')}: name the network that these weights belong to.`);
  }
  return [...wanted].map(([name, target]) => {
    const tensor = given.get(name);
    if (!tensor) throw missing(name, target);
    return { name: target.name, shape: target.shape, data: book ? fromBook(tensor, target, plan) : unchanged(tensor, target) };
  });
}

const mismatch = (message: string, hint: string) => new TrainyardError('shape-mismatch', message, { hint });

function missing(name: string, { layer, parameter }: Target): TrainyardError {
  const statistics = parameter.startsWith('running');
  return mismatch(`the file lacks "${name}" (${parameter} of ${layer.name})`, statistics ? 'Batch normalization predicts with its running statistics, which save_params leaves out: add them to the file under these names.' : 'Name the network that these weights belong to.');
}

function targetsOf(plan: NetworkPlan): Target[] {
  return plan.layers.flatMap((layer) => {
    const target = (parameter: string, shape: Shape): Target => ({ name: `${layer.name}.${parameter}`, shape, layer, parameter });
    const own = layer.parameters.map(({ name, shape }) => target(name, shape));
    return layer.type === 'batchNorm' ? [...own, target('runningMean', own[0].shape), target('runningVariance', own[0].shape)] : own;
  });
}

const LETTERS: Record<string, string> = { kernel: 'W', bias: 'b', gamma: 'gamma', beta: 'beta', runningMean: 'running_mean', runningVariance: 'running_var' };

/** W and b count the layers with a kernel, gamma and beta those of batch normalization. */
function bookNames(targets: readonly Target[]): Map<string, Target> {
  const numbers = new Map<string, number>();
  return new Map(targets.map((target) => {
    const letter = LETTERS[target.parameter] ?? target.parameter;
    const number = (numbers.get(letter) ?? 0) + 1;
    numbers.set(letter, number);
    return [`${letter}${number}`, target];
  }));
}

const shown = (shape: Shape): string => `[${shape.join(', ')}]`;

function unchanged({ name, shape, data }: NamedTensor, target: Target): NamedTensor['data'] {
  if (shape.join() !== target.shape.join()) throw mismatch(`"${name}" has shape ${shown(shape)}, ${target.layer.name} needs ${shown(target.shape)}`, 'Give the options of the network that these weights belong to.');
  return data;
}

function fromBook(tensor: NamedTensor, target: Target, plan: NetworkPlan): NamedTensor['data'] {
  const { layer, parameter, shape } = target;
  if (parameter === 'kernel' && shape.length === 4) {
    const [kernelHeight, kernelWidth, channels, filters] = shape;
    return permuted(unchanged(tensor, { ...target, shape: [filters, channels, kernelHeight, kernelWidth] }), tensor.shape, [2, 3, 1, 0]);
  }
  const image = imageBefore(layer, plan);
  if (parameter === 'kernel' && image) {
    const [height, width, channels] = image;
    return permuted(unchanged(tensor, target), [channels, height, width, shape[1]], [1, 2, 0, 3]);
  }
  if (layer.type === 'batchNorm' && layer.inputShapes[0].length === 3 && shape[0] === sizeOf(layer.inputShapes[0])) {
    const [height, width, channels] = layer.inputShapes[0];
    return permuted(unchanged(tensor, target), [channels, height, width], [1, 2, 0]);
  }
  return unchanged(tensor, target);
}

/** The image [H, W, C] whose values a dense layer sees one after the other; null where it sees features. */
function imageBefore(layer: PlannedLayer, plan: NetworkPlan): Shape | null {
  for (let at: PlannedLayer | undefined = layer; at; ) {
    const [shape] = at.inputShapes;
    if (shape.length === 3) return shape;
    const source: PlannedLayer | undefined = plan.layers.find(({ name }) => name === at!.inputs[0]);
    if (!source || source.parameterCount > 0 || sizeOf(source.outputShape) !== sizeOf(source.inputShapes[0])) return null;
    at = source;
  }
  return null;
}
