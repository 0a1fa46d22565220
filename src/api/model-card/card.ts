/** What somebody who is to use a version wants to know of it. */
import type { z } from 'zod';
import { planNetwork } from '../../engine/index.ts';
import type { Job } from '../../jobs/index.ts';
import type { ModelVersion } from '../../models/index.ts';
import type { modelCardSchema } from '../schemas/model-card.ts';
import type { VersionWire } from '../wire/model.ts';
import { callsOf } from './calls.ts';

export type ModelCard = z.output<typeof modelCardSchema>;

interface Known {
  model: ModelCard['model'];
  version: ModelVersion;
  wire: VersionWire;
  /** null: imported, or gone */
  job: Job | null;
  curve: ModelCard['curve'];
  baseUrl: string;
}

export function cardOf({ model, version, wire, job, curve, baseUrl }: Known): ModelCard {
  const { network, inputShape, classes, semantics, target, dataset, dataHash } = version;
  const plan = planNetwork(network, { inputShape, classes: classes.length, target }, semantics);
  const alias = wire.aliases.find((name) => name !== 'latest') ?? null;
  return {
    object: 'model.card', model, version: wire,
    data: { dataset, dataHash, options: job && { ...job.spec.dataset }, inputShape: [...inputShape], classes: [...classes] },
    training: job && { jobId: job.id, specHash: job.specHash, seed: job.spec.seed, batchSize: job.spec.batchSize, steps: job.progress.step, optimizer: { ...job.spec.optimizer }, stopReason: job.stopReason },
    layers: plan.layers.map(({ name, type, outputShape, parameterCount }) => ({ name, type, outputShape: [...outputShape], parameters: parameterCount })),
    curve, calls: callsOf(version, { baseUrl, alias }),
  };
}
