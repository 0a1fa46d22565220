/** A registry whose versions are read once, not at every request: asked a thousand times a second, the store would be the slowest part of a prediction. */
import type { ModelRegistry, ModelVersion } from './registry.ts';

/** What another process published is seen after so long at the latest, also when nobody says that something happened. */
const MAX_AGE_MS = 1000;
/** Addresses of versions that are remembered. */
const KEPT = 1000;

export interface RememberedRegistry extends ModelRegistry {
  /** Something may have changed: versions are read again. */
  forget(): void;
}

/** @param clock milliseconds that never go back. */
export function rememberVersions(models: ModelRegistry, clock: () => number): RememberedRegistry {
  const known = new Map<string, { reading: Promise<ModelVersion>; at: number }>();
  const forget = (): void => known.clear();
  return {
    ...models,
    forget,
    get(name, version) {
      const key = `${name} ${version}`;
      const found = known.get(key);
      const now = clock();
      if (found && now - found.at < MAX_AGE_MS) return found.reading;
      const reading = models.get(name, version);
      if (known.size >= KEPT) known.clear();
      known.set(key, { reading, at: now });
      reading.catch(() => known.get(key)?.reading === reading && known.delete(key));
      return reading;
    },
    async publish(publication) {
      const version = await models.publish(publication);
      forget();
      return version;
    },
  };
}
