import { describe, expect, test } from 'vitest';
import results from '../../docs/book/results.json' with { type: 'json' };
import { experiments } from '../../src/experiments/index.ts';

interface Row {
  seeds: number[];
  verdict: string;
  bands: { name: string; inside: boolean; values: unknown[]; least: number | null; most: number | null }[];
}

describe.each(experiments.map((experiment) => [experiment.id, experiment] as const))('%s', (id, experiment) => {
  test('has results of three seeds in the docs, of the bands that it has now, inside of them', () => {
    const row = (results.rows as unknown as Record<string, Row>)[id];
    expect(row).toMatchObject({ seeds: [1, 2, 3], verdict: 'inside' });
    expect(row.bands.map(({ name, least, most }) => ({ name, least, most }))).toEqual(experiment.bands.map(({ name, least = null, most = null }) => ({ name, least, most })));
    for (const { inside, values } of row.bands) {
      expect(inside).toBe(true);
      expect(values).toHaveLength(3);
    }
  });
});
