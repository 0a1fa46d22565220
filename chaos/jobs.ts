/** The jobs that are disturbed: small ones of different kinds, each a few seconds long, so that every phase takes a part of their time. */
import type { JobSpecInput } from '../src/client/index.ts';

const common = { checkpoint: { everySeconds: 1 }, limits: { maxRestarts: 100 } };

/** Batch norm, dropout, adam and a last partial batch: everything that a checkpoint has to carry. */
const steps = {
  ...common, model: 'steps',
  network: { layers: [{ type: 'dense', units: 16 }, { type: 'batchNorm' }, { type: 'relu' }, { type: 'dropout', ratio: 0.2 }, { type: 'dense', units: 2 }] },
  dataset: { name: 'moons' }, optimizer: { type: 'adam', learningRate: 0.01 }, steps: 100_000, batchSize: 48, seed: 7, evaluate: { everySteps: 20_000, samples: null },
};

/** Most of its time goes into looking at how good it is. */
const evaluations = {
  ...common, model: 'evaluations', network: { preset: 'two-layer-net' }, dataset: { name: 'synthetic-digits', trainSize: 1000 },
  optimizer: { type: 'momentum', learningRate: 0.01 }, steps: 600, batchSize: 20, seed: 3, evaluate: { everySteps: 2, samples: null },
};

/** A convolution, whose data is drawn at the beginning. */
const images = {
  ...common, model: 'images', network: { preset: 'simple-convnet', filters: 8, hidden: 20 }, dataset: { name: 'synthetic-digits', trainSize: 2000, augment: [{ type: 'shift' }] },
  optimizer: { type: 'adam', learningRate: 0.001 }, epochs: 10, batchSize: 40, seed: 11, evaluate: { everyEpochs: 1, samples: 500 },
};

export type Kind = 'steps' | 'evaluations' | 'images';
export type Kinds = Readonly<Record<Kind, JobSpecInput>>;
export const KIND_NAMES: readonly Kind[] = ['steps', 'evaluations', 'images'];

const long: Kinds = { steps, evaluations, images };

/** For the short version: a third of the work, saved three times as often. */
const often = { checkpoint: { everySeconds: 0.3 } };
const brief: Kinds = { steps: { ...steps, ...often, steps: 33_000 }, evaluations: { ...evaluations, ...often, steps: 200 }, images: { ...images, ...often, epochs: 3 } };

export const kindsOf = (short: boolean): Kinds => (short ? brief : long);
