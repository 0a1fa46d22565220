import type { ErrorCode } from '../../src/engine/index.ts';
import { good } from './context.ts';

export interface BadSpec {
  cause: string;
  spec: unknown;
  code: ErrorCode;
  pointer: string;
  /** Part of the hint, where it must say something definite. */
  hint?: RegExp;
}

const { epochs: _epochs, ...endless } = good;
const { model: _model, ...nameless } = good;
const { network: _network, ...bodiless } = good;
const { dataset: _dataset, ...dataless } = good;

type Case = Omit<BadSpec, 'code' | 'spec'> & { spec?: unknown; change?: Record<string, unknown> };

const cases = (code: ErrorCode, list: Case[]): BadSpec[] =>
  list.map(({ change, spec, ...rest }) => ({ ...rest, code, spec: change === undefined ? spec : { ...good, ...change } }));

const layers = (...list: unknown[]) => ({ network: { layers: list } });
const head = { type: 'dense', units: 10 };
const metadata = Object.fromEntries(Array.from({ length: 17 }, (_, index) => [`label${index}`, 'x']));

const structure = cases('invalid-spec', [
  { cause: 'a dataset by its name alone', change: { dataset: 'mnist' }, pointer: '#/dataset', hint: /\{"name": "mnist"\}/ },
  { cause: 'a list instead of an object', spec: [good], pointer: '#' },
  { cause: 'a text instead of an object', spec: 'mnist', pointer: '#' },
  { cause: 'null', spec: null, pointer: '#' },
  { cause: 'no model', spec: nameless, pointer: '#/model' },
  { cause: 'model with capitals', change: { model: 'MNIST' }, pointer: '#/model' },
  { cause: 'model that climbs folders', change: { model: '../etc' }, pointer: '#/model' },
  { cause: 'empty model', change: { model: '' }, pointer: '#/model' },
  { cause: 'model of 65 characters', change: { model: 'm'.repeat(65) }, pointer: '#/model' },
  { cause: 'model that is a number', change: { model: 7 }, pointer: '#/model', hint: /text/ },
  { cause: 'no network', spec: bodiless, pointer: '#/network' },
  { cause: 'network that is a text', change: { network: 'simple-convnet' }, pointer: '#/network', hint: /preset/ },
  { cause: 'network without preset and layers', change: { network: {} }, pointer: '#/network', hint: /preset/ },
  { cause: 'preset and layers', change: { network: { preset: 'two-layer-net', layers: [head] } }, pointer: '#/network/layers', hint: /preset/ },
  { cause: 'empty list of layers', change: layers(), pointer: '#/network/layers' },
  { cause: 'layers that are no list', change: { network: { layers: head } }, pointer: '#/network/layers', hint: /list/ },
  { cause: 'layer without a type', change: layers({ units: 10 }), pointer: '#/network/layers/0/type' },
  { cause: 'no dataset', spec: dataless, pointer: '#/dataset' },
  { cause: 'dataset that is a text', change: { dataset: 'mnist' }, pointer: '#/dataset' },
  { cause: 'dataset without a name', change: { dataset: {} }, pointer: '#/dataset/name' },
  { cause: 'more training samples than there are', change: { dataset: { name: 'mnist', trainSize: 60_001 } }, pointer: '#/dataset/trainSize', hint: /60000/ },
  { cause: 'trainSize zero', change: { dataset: { name: 'mnist', trainSize: 0 } }, pointer: '#/dataset/trainSize' },
  { cause: 'trainSize with a fraction', change: { dataset: { name: 'mnist', trainSize: 10.5 } }, pointer: '#/dataset/trainSize', hint: /whole number/ },
  { cause: 'validation as large as the training set', change: { dataset: { name: 'mnist', trainSize: 500, validation: 500 } }, pointer: '#/dataset/validation', hint: /499/ },
  { cause: 'negative validation', change: { dataset: { name: 'mnist', validation: -1 } }, pointer: '#/dataset/validation' },
  { cause: 'dataset option out of range', change: { dataset: { name: 'spiral', noise: 2 }, batchSize: 10 }, pointer: '#/dataset/noise', hint: /at most 1/ },
  { cause: 'empty loss', change: { loss: '' }, pointer: '#/loss' },
  { cause: 'loss that is a number', change: { loss: 3 }, pointer: '#/loss', hint: /name of a loss/ },
  { cause: 'loss without a type', change: { loss: { delta: 1 } }, pointer: '#/loss/type' },
  { cause: 'negative delta', change: { loss: { type: 'huber', delta: -1 } }, pointer: '#/loss/delta' },
  { cause: 'schedule without a type', change: { optimizer: { type: 'sgd', schedule: { factor: 0.5 } } }, pointer: '#/optimizer/schedule/type' },
  { cause: 'schedule that is a name', change: { optimizer: { type: 'sgd', schedule: 'step' } }, pointer: '#/optimizer/schedule', hint: /"type"/ },
  { cause: 'schedule that grows', change: { optimizer: { type: 'sgd', schedule: { type: 'step', factor: 2 } } }, pointer: '#/optimizer/schedule/factor' },
  { cause: 'clipping values to nothing', change: { optimizer: { type: 'sgd', clipValue: 0 } }, pointer: '#/optimizer/clipValue' },
  { cause: 'clipping to nothing', change: { optimizer: { type: 'sgd', clipNorm: 0 } }, pointer: '#/optimizer/clipNorm' },
  { cause: 'unknown semantics', change: { semantics: 'boook' }, pointer: '#/semantics', hint: /"book"/ },
  { cause: 'optimizer that is a text', change: { optimizer: 'adam' }, pointer: '#/optimizer', hint: /object/ },
  { cause: 'learning rate zero', change: { optimizer: { type: 'sgd', learningRate: 0 } }, pointer: '#/optimizer/learningRate', hint: /more than 0/ },
  { cause: 'learning rate that is a text', change: { optimizer: { type: 'sgd', learningRate: '0.1' } }, pointer: '#/optimizer/learningRate', hint: /number/ },
  { cause: 'negative weight decay', change: { regularization: { weightDecay: -1 } }, pointer: '#/regularization/weightDecay' },
  { cause: 'decoupled that is a number', change: { regularization: { decoupled: 1 } }, pointer: '#/regularization/decoupled', hint: /true or false/ },
  { cause: 'neither epochs nor steps', spec: endless, pointer: '#/epochs', hint: /epochs or steps/ },
  { cause: 'epochs and steps', change: { steps: 10 }, pointer: '#/steps' },
  { cause: 'epochs zero', change: { epochs: 0 }, pointer: '#/epochs' },
  { cause: 'half an epoch', change: { epochs: 0.5 }, pointer: '#/epochs', hint: /whole number/ },
  { cause: 'steps zero', spec: { ...endless, steps: 0 }, pointer: '#/steps' },
  { cause: 'batch of nothing', change: { batchSize: 0 }, pointer: '#/batchSize' },
  { cause: 'batch larger than the training set', change: { dataset: { name: 'mnist', trainSize: 50 } }, pointer: '#/batchSize', hint: /at most 50/ },
  { cause: 'batch larger than what validation leaves', change: { dataset: { name: 'mnist', trainSize: 150, validation: 51 } }, pointer: '#/batchSize', hint: /at most 99/ },
  { cause: 'unknown sampling', change: { sampling: 'replacment' }, pointer: '#/sampling', hint: /"replacement"/ },
  { cause: 'negative seed', change: { seed: -1 }, pointer: '#/seed' },
  { cause: 'seed beyond 2^53', change: { seed: 2 ** 53 }, pointer: '#/seed' },
  { cause: 'seed that is a text', change: { seed: '42' }, pointer: '#/seed' },
  { cause: 'no threads', change: { threads: 0 }, pointer: '#/threads', hint: /1 to 16/ },
  { cause: 'more threads than can work together', change: { threads: 17 }, pointer: '#/threads', hint: /1 to 16/ },
  { cause: 'half a thread', change: { threads: 1.5 }, pointer: '#/threads', hint: /whole number/ },
  { cause: 'threads that are a text', change: { threads: '2' }, pointer: '#/threads', hint: /1 to 16/ },
  { cause: 'priority that is a word', change: { priority: 'high' }, pointer: '#/priority' },
  { cause: 'priority out of range', change: { priority: 1001 }, pointer: '#/priority', hint: /1000/ },
  { cause: 'more evaluations than are kept, by steps', change: { epochs: undefined, steps: 1_000_000, evaluate: { everySteps: 10 } }, pointer: '#/evaluate/everySteps' },
  { cause: 'more evaluations than are kept, by epochs', change: { epochs: 100_000 }, pointer: '#/evaluate/everyEpochs' },
  { cause: 'evaluation by epochs and by steps', change: { evaluate: { everyEpochs: 1, everySteps: 10 } }, pointer: '#/evaluate/everySteps' },
  { cause: 'evaluation every 0 epochs', change: { evaluate: { everyEpochs: 0 } }, pointer: '#/evaluate/everyEpochs' },
  { cause: 'evaluation on no samples', change: { evaluate: { samples: 0 } }, pointer: '#/evaluate/samples' },
  { cause: 'evaluation at an unknown moment', change: { evaluate: { moment: 'lats' } }, pointer: '#/evaluate/moment', hint: /"last"/ },
  { cause: 'checkpoints every 0 seconds', change: { checkpoint: { everySeconds: 0 } }, pointer: '#/checkpoint/everySeconds' },
  { cause: 'keeping no checkpoint', change: { checkpoint: { keepLast: 0 } }, pointer: '#/checkpoint/keepLast' },
  { cause: 'best by an unknown metric', change: { checkpoint: { keepBest: { metric: 'testAcuracy' } } }, pointer: '#/checkpoint/keepBest/metric', hint: /"testAccuracy"/ },
  { cause: 'best by an unknown mode', change: { checkpoint: { keepBest: { metric: 'testLoss', mode: 'least' } } }, pointer: '#/checkpoint/keepBest/mode', hint: /"min"/ },
  { cause: 'best by validation without validation', change: { checkpoint: { keepBest: { metric: 'validationAccuracy' } } }, pointer: '#/checkpoint/keepBest/metric', hint: /dataset\.validation/ },
  { cause: 'early stopping without a metric', change: { earlyStopping: { patience: 3 } }, pointer: '#/earlyStopping/metric' },
  { cause: 'early stopping without patience', change: { earlyStopping: { metric: 'testLoss' } }, pointer: '#/earlyStopping/patience' },
  { cause: 'early stopping by validation without validation', change: { earlyStopping: { patience: 3, metric: 'validationLoss' } }, pointer: '#/earlyStopping/metric', hint: /dataset\.validation/ },
  { cause: 'no seconds', change: { limits: { maxSeconds: 0 } }, pointer: '#/limits/maxSeconds' },
  { cause: 'negative restarts', change: { limits: { maxRestarts: -1 } }, pointer: '#/limits/maxRestarts' },
  { cause: 'too many labels', change: { metadata }, pointer: '#/metadata', hint: /./ },
  { cause: 'label that is no text', change: { metadata: { week: 7 } }, pointer: '#/metadata/week', hint: /text/ },
  { cause: 'label that is too long', change: { metadata: { note: 'x'.repeat(513) } }, pointer: '#/metadata/note', hint: /512 characters/ },
  { cause: 'label whose name is too long', change: { metadata: { ['n'.repeat(65)]: 'x' } }, pointer: `#/metadata/${'n'.repeat(65)}` },
]);

const unknownMembers = cases('unknown-member', [
  { cause: 'misspelt member', change: { batchsize: 10 }, pointer: '#/batchsize', hint: /"batchSize"/ },
  { cause: 'member of nothing', change: { gpu: true }, pointer: '#/gpu' },
  { cause: 'rate of an optimizer at the top', change: { lr: 0.1 }, pointer: '#/lr', hint: /"optimizer.learningRate"/ },
  { cause: 'option of the dataset at the top', change: { trainSize: 100 }, pointer: '#/trainSize', hint: /"dataset.trainSize"/ },
  { cause: 'option of the evaluations at the top', change: { everyEpochs: 1 }, pointer: '#/everyEpochs', hint: /"evaluate.everyEpochs"/ },
  { cause: 'member of every object at the top', change: { toString: 1 }, pointer: '#/toString' },
  { cause: 'misspelt member of regularization', change: { regularization: { weigthDecay: 0.1 } }, pointer: '#/regularization/weigthDecay', hint: /"weightDecay"/ },
  { cause: 'misspelt member of evaluate', change: { evaluate: { everyEpoch: 1 } }, pointer: '#/evaluate/everyEpoch', hint: /"everyEpochs"/ },
  { cause: 'misspelt member of limits', change: { limits: { maxSecond: 1 } }, pointer: '#/limits/maxSecond', hint: /"maxSeconds"/ },
  { cause: 'unknown option of a dataset', change: { dataset: { name: 'spiral', nois: 0.1 }, batchSize: 10 }, pointer: '#/dataset/nois', hint: /"noise"/ },
  { cause: 'option of another dataset', change: { dataset: { name: 'mnist', noise: 0.1 } }, pointer: '#/dataset/noise' },
  { cause: 'unknown option of an optimizer', change: { optimizer: { type: 'sgd', beta1: 0.9 } }, pointer: '#/optimizer/beta1' },
  { cause: 'unknown option of a loss', change: { loss: { type: 'huber', detla: 2 } }, pointer: '#/loss/detla', hint: /"delta"/ },
  { cause: 'unknown option of a schedule', change: { optimizer: { type: 'sgd', schedule: { type: 'step', gamma: 0.5 } } }, pointer: '#/optimizer/schedule/gamma', hint: /factor/ },
  { cause: 'unknown option of an augmentation', change: { dataset: { name: 'mnist', augment: [{ type: 'shift', pixel: 2 }] } }, pointer: '#/dataset/augment/0/pixel', hint: /"pixels"/ },
  { cause: 'unknown option of a preset', change: { network: { preset: 'two-layer-net', hiden: [50] } }, pointer: '#/network/hiden', hint: /"hidden"/ },
  { cause: 'unknown option of a layer', change: layers({ type: 'dense', unit: 10, units: 10 }), pointer: '#/network/layers/0/unit', hint: /"units"/ },
]);

const unknownNames = cases('unknown-name', [
  { cause: 'unknown dataset', change: { dataset: { name: 'mnits' } }, pointer: '#/dataset/name', hint: /"mnist"/ },
  { cause: 'dataset named as a member of objects', change: { dataset: { name: 'constructor' } }, pointer: '#/dataset/name' },
  { cause: 'unknown loss', change: { loss: 'softmax-crossentropy' }, pointer: '#/loss', hint: /softmax-cross-entropy/ },
  { cause: 'unknown loss with options', change: { loss: { type: 'hubert', delta: 2 } }, pointer: '#/loss/type', hint: /"huber"/ },
  { cause: 'unknown schedule', change: { optimizer: { type: 'sgd', schedule: { type: 'cosin' } } }, pointer: '#/optimizer/schedule/type', hint: /"cosine"/ },
  { cause: 'unknown augmentation', change: { dataset: { name: 'mnist', augment: [{ type: 'rotatoin' }] } }, pointer: '#/dataset/augment/0/type', hint: /"rotation"/ },
  { cause: 'freezing an unknown layer', change: { freeze: ['dense1', 'dense9'] }, pointer: '#/freeze/1', hint: /dense1/ },
  { cause: 'freezing a layer without parameters', change: { freeze: ['flatten1'] }, pointer: '#/freeze/0' },
  { cause: 'unknown optimizer', change: { optimizer: { type: 'adm' } }, pointer: '#/optimizer/type', hint: /adam/ },
  { cause: 'unknown preset', change: { network: { preset: 'simple-covnet' } }, pointer: '#/network/preset', hint: /simple-convnet/ },
  { cause: 'unknown layer', change: layers({ type: 'denze', units: 10 }), pointer: '#/network/layers/0/type', hint: /dense/ },
]);

const insights = cases('invalid-spec', [
  { cause: 'a target of inputs compared with labels', change: { target: 'input', network: { preset: 'autoencoder' } }, pointer: '#/loss', hint: /mean-squared-error/ },
  { cause: 'an accuracy where outputs are no classes', change: { target: 'input', loss: 'mean-squared-error', network: { preset: 'autoencoder' }, checkpoint: { keepBest: { metric: 'testAccuracy' } } }, pointer: '#/checkpoint/keepBest/metric', hint: /loss/ },
  { cause: 'an unknown target', change: { target: 'inputs' }, pointer: '#/target' },
  { cause: 'insights more often than they are kept', change: { epochs: undefined, steps: 100_000, insights: { everySteps: 100 } }, pointer: '#/insights/everySteps', hint: /200/ },
  { cause: 'insights of no interval', change: { insights: { everySteps: 0 } }, pointer: '#/insights/everySteps' },
]);

const networks: BadSpec[] = [
  ...cases('invalid-spec', [
    { cause: 'layer without its size', change: layers({ type: 'dense' }), pointer: '#/network/layers/0/units' },
    { cause: 'layer of no units', change: layers({ type: 'dense', units: 0 }, head), pointer: '#/network/layers/0/units' },
    { cause: 'two layers of one name', change: layers({ type: 'dense', name: 'a', units: 20 }, { ...head, name: 'a' }), pointer: '#/network/layers/1/name' },
    { cause: 'dropout of everything', change: layers({ type: 'dropout', ratio: 1 }, head), pointer: '#/network/layers/0/ratio' },
  ]),
  ...cases('label-count', [
    { cause: 'fewer outputs than inputs to give back', change: { ...layers({ type: 'dense', units: 10 }), target: 'input', loss: 'l1' }, pointer: '#/network/layers/0', hint: /784/ },
  { cause: 'fewer outputs than classes', change: layers({ type: 'dense', units: 9 }), pointer: '#/network/layers/0', hint: /10/ },
  ]),
  ...cases('shape-mismatch', [
    { cause: 'convolution after dense', change: layers({ type: 'dense', units: 20 }, { type: 'conv2d', filters: 3, kernel: 3 }, head), pointer: '#/network/layers/1' },
    { cause: 'turning what is no image', change: { dataset: { name: 'spiral', augment: [{ type: 'rotation' }] }, network: { layers: [{ type: 'dense', units: 3 }] }, batchSize: 10 }, pointer: '#/dataset/augment/0', hint: /images/ },
  { cause: 'filter larger than the image', change: layers({ type: 'conv2d', filters: 3, kernel: 29 }, head), pointer: '#/network/layers/0/kernel' },
    { cause: 'convolution of points', change: { dataset: { name: 'spiral' }, batchSize: 10, network: { preset: 'simple-convnet' } }, pointer: '#/network' },
    {
      cause: 'sum of unequal shapes',
      change: layers({ type: 'dense', name: 'a', units: 20 }, { type: 'dense', name: 'b', units: 21 }, { type: 'add', inputs: ['a', 'b'] }, head),
      pointer: '#/network/layers/2/inputs',
    },
  ]),
  ...cases('unknown-name', [
    { cause: 'input from a layer that is not there', change: layers({ type: 'dense', name: 'first', units: 20 }, { ...head, inputs: ['frist'] }), pointer: '#/network/layers/1/inputs/0', hint: /first/ },
  ]),
  ...cases('cyclic-graph', [
    { cause: 'layer that feeds itself', change: layers({ ...head, name: 'a', inputs: ['a'] }), pointer: '#/network/layers/0/inputs' },
  ]),
  ...cases('memory-limit', [
    { cause: 'batch beyond the memory', change: { batchSize: 60_000, network: { preset: 'simple-convnet' } }, pointer: '#/batchSize', hint: /batchSize/ },
    { cause: 'network beyond the memory', change: layers({ type: 'dense', units: 1_000_000 }, head), pointer: '#/network' },
  ]),
];

/** Specs with one thing wrong each. */
export const badSpecs: readonly BadSpec[] = [...structure, ...unknownMembers, ...unknownNames, ...insights, ...networks];
