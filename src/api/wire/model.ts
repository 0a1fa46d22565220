import type { z } from 'zod';
import type { ModelRegistry, ModelVersion } from '../../models/index.ts';
import { wireMetrics } from '../plugins/validation.ts';
import type { modelSchema, modelVersionSchema } from '../schemas/model.ts';

export function versionWire(version: ModelVersion): z.output<typeof modelVersionSchema> {
  return { ...version, network: { ...version.network }, inputShape: [...version.inputShape], metrics: wireMetrics(version.metrics) };
}

/** A model with the description of its newest version. */
export async function modelWire(models: ModelRegistry, name: string): Promise<z.output<typeof modelSchema>> {
  const model = await models.model(name);
  return { ...model, versions: [...model.versions], latest: versionWire(await models.get(name, model.latestVersion)) };
}
