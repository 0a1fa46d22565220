import type { z } from 'zod';
import { TrainyardError } from '../../engine/index.ts';
import { type Alias, describedVersion, LATEST, type ModelRegistry, type ModelState, type ModelVersion, namesOf } from '../../models/index.ts';
import { wireMetrics, wireNumber } from '../plugins/validation.ts';
import type { aliasSchema } from '../schemas/alias.ts';
import type { curveSchema, modelSchema, modelVersionSchema } from '../schemas/model.ts';

export type VersionWire = z.output<typeof modelVersionSchema>;

/** A version with what may change of it. */
export function versionWire(version: ModelVersion, { state, latest }: { state: ModelState; latest: number }): VersionWire {
  const { description, tags, reproductions } = describedVersion(state, version.version);
  return {
    ...version, network: { ...version.network }, inputShape: [...version.inputShape], metrics: wireMetrics(version.metrics),
    aliases: [...(version.version === latest ? [LATEST] : []), ...namesOf(state, version.version)], description, tags, reproductions,
  };
}

/** Numbers of a page of versions, or one number, as they travel. */
export async function versionsWire(models: ModelRegistry, name: string, only: readonly number[]): Promise<VersionWire[]> {
  const [versions, state, { latestVersion: latest }] = await Promise.all([models.versions(name, only), models.state(name), models.model(name)]);
  return versions.map((version) => versionWire(version, { state, latest }));
}

export async function oneVersionWire(models: ModelRegistry, version: ModelVersion): Promise<VersionWire> {
  const [state, { latestVersion: latest }] = await Promise.all([models.state(version.model), models.model(version.model)]);
  return versionWire(version, { state, latest });
}

/** A model with the description of its newest version. */
export async function modelWire(models: ModelRegistry, name: string): Promise<z.output<typeof modelSchema>> {
  const [model, state] = await Promise.all([models.model(name), models.state(name)]);
  return { ...model, latest: versionWire(await models.get(name, model.latestVersion), { state, latest: model.latestVersion }) };
}

/** Null where there is nothing of that name, or no longer. */
export const modelWireOrNull = (models: ModelRegistry, name: string) => modelWire(models, name).catch((error: unknown) => {
  if (error instanceof TrainyardError && error.code === 'not-found') return null;
  throw error;
});

export const aliasWire = (model: string, alias: Alias): z.output<typeof aliasSchema> => ({ object: 'alias', model, ...alias });

export function curveWire(curve: Record<string, { step: number; value: number }[]> | null): z.output<typeof curveSchema> {
  return curve && Object.fromEntries(Object.entries(curve).map(([metric, points]) => [metric, points.map(({ step, value }) => ({ step, value: wireNumber(value) }))]));
}
