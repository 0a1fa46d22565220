/** A registry whose versions are read once, not at every request: asked a thousand times a second, the store would be the slowest part of a prediction. */
import type { ModelRegistry, ModelVersion } from './model.ts';

/** What another process changed is seen after so long at the latest, also when nobody says that something happened. */
const MAX_AGE_MS = 1000;
/** Addresses of versions that are remembered. */
const KEPT = 1000;

export interface RememberedRegistry extends ModelRegistry {
  /** Without memory, for those who show the registry: what another process changed is seen at once. */
  readonly asStored: ModelRegistry;
  /** Something may have changed: versions and aliases are read again. */
  forget(): void;
  /** Calls after each change that is made here, so that others can be told. */
  onChange(listener: (model: string) => void): void;
}

/** @param clock milliseconds that never go back. */
export function rememberVersions(models: ModelRegistry, clock: () => number): RememberedRegistry {
  const known = new Map<string, { reading: Promise<ModelVersion>; at: number }>();
  const listeners: ((model: string) => void)[] = [];
  const forget = (): void => known.clear();
  const changed = (model: string): void => {
    forget();
    for (const listener of listeners) listener(model);
  };
  return {
    asStored: models,
    names: () => models.names(),
    list: () => models.list(),
    model: (name) => models.model(name),
    state: (name) => models.state(name),
    versions: (name, only) => models.versions(name, only),
    weights: (name, version) => models.weights(name, version),
    weightBytes: (name, version) => models.weightBytes(name, version),
    forget,
    onChange: (listener) => void listeners.push(listener),
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
      changed(version.model);
      return version;
    },
    async change(name, change, author) {
      const state = await models.change(name, change, author);
      changed(name);
      return state;
    },
  };
}
