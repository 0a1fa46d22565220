import type { z } from 'zod';
import { type Band, datasetsOf, type Experiment, type ExperimentRun } from '../../experiments/index.ts';
import { wireNumber } from '../plugins/validation.ts';
import type { experimentSchema, runSchema } from '../schemas/experiment.ts';

const bandWire = ({ name, label, unit, least = null as never, most = null as never }: Band): { name: string; label: string; unit: Band['unit']; least: number | null; most: number | null } => ({ name, label, unit, least, most });

export function experimentWire({ id, chapter, title, summary, script, bands, source, book, parts }: Experiment): z.output<typeof experimentSchema> {
  return { object: 'experiment', id, chapter, title, summary, script, bands: bands.map(bandWire), source, book, datasets: datasetsOf({ parts }), parts: parts(1) as unknown as Record<string, Record<string, unknown>> };
}

export function runWire({ bands, ...run }: ExperimentRun): z.output<typeof runSchema> {
  return {
    ...run,
    bands: bands.map(({ values, median, inside, ...band }) => ({ ...bandWire(band), values: values.map(wireNumber), median: wireNumber(median), inside })),
    figure: run.status === 'succeeded' ? `/api/v1/catalogue/experiments/runs/${run.id}/figure.svg` : null,
  };
}
