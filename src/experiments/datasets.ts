import type { Experiment, Part } from './definition.ts';

interface Learns {
  dataset?: { name?: unknown };
}

function specsOf(part: Part): Learns[] {
  switch (part.kind) {
    case 'job':
      return [part.spec as Learns];
    case 'sweep':
      return [part.request.spec as Learns];
    default:
      return [];
  }
}

/** Names of the datasets that an experiment learns from or shows, in alphabetical order. */
export function datasetsOf({ parts }: Pick<Experiment, 'parts'>): string[] {
  const names = Object.values(parts(1)).flatMap((part): readonly unknown[] => (part.kind === 'function' ? (part.datasets ?? []) : specsOf(part).map(({ dataset }) => dataset?.name)));
  return [...new Set(names.filter((name) => typeof name === 'string'))].sort();
}
