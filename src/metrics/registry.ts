import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';

/** What a process says of itself in `build_info`. */
export interface BuildInfo {
  process: 'api' | 'consumer';
  version: string;
  /** build of the kernels */
  kernels: string;
}

export const PREFIX = 'trainyard_';

/** Seconds of things that take milliseconds: predictions, checkpoints. */
export const SHORT = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
/** Seconds of things people wait for: from a second to a day. */
export const LONG = [0.1, 0.5, 1, 5, 15, 60, 300, 900, 3600, 14_400, 43_200, 86_400];

/** A registry with what every process has: the metrics of Node and of the event loop under their usual names, and the build. */
export function openRegistry(info: BuildInfo): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const build = new Gauge({ name: `${PREFIX}build_info`, help: 'Always 1; the labels say what runs.', labelNames: ['process', 'version', 'node', 'kernels'], registers: [registry] });
  build.set({ ...info, node: process.version }, 1);
  return registry;
}

/** A scrape in the text format of Prometheus. */
export interface Scrape {
  type: string;
  text: string;
}

export const scrape = async (registry: Registry): Promise<Scrape> => ({ type: registry.contentType, text: await registry.metrics() });
