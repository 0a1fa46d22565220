import type { z } from 'zod';
import { EDGES } from '../../engine/index.ts';
import type { Filters, Insights } from '../../jobs/index.ts';
import { filterTiles, imageUri, tilesUri } from '../pictures.ts';
import type { jobInsightsSchema } from '../schemas/insights.ts';

/** As the book draws them: dark for what is large. */
const filtersUri = (filters: Filters): Promise<string> => tilesUri(filterTiles(filters).map((tile) => ({ ...tile, values: tile.values.map((value) => -value) })), { columns: 8, scale: 8 });

export async function insightsWire(id: string, { steps, insight, first, outcome }: Insights): Promise<z.output<typeof jobInsightsSchema>> {
  const now = insight?.filters;
  const before = first?.filters;
  return {
    object: 'job.insights',
    id,
    steps,
    edges: [...EDGES],
    insight: insight && { ...insight, epoch: insight.epoch },
    filters: now && before ? { layer: now.layer, count: now.count, before: await filtersUri(before), now: await filtersUri(now) } : null,
    outcome: outcome && {
      classes: outcome.classes,
      confusion: outcome.confusion,
      misclassified: await Promise.all(outcome.misclassified.map(async ({ index, label, predicted, probability, input }) => ({
        index, label: outcome.classes[label], predicted: outcome.classes[predicted], probability, input, png: await imageUri(input, outcome.inputShape),
      }))),
    },
  };
}
