import type { Route } from '../../deps.ts';
import { differencesOf } from '../../differences.ts';
import { jobOf } from '../../job-of-version.ts';
import { wireNumber } from '../../plugins/validation.ts';
import { problems } from '../../schemas/common.ts';
import { compareQuery, comparisonSchema } from '../../schemas/comparison.ts';
import { modelNameSchema } from '../../schemas/model.ts';
import { oneVersionWire } from '../../wire/model.ts';
import type { TensorDistance } from '../../../analysis/index.ts';
import type { ModelVersion } from '../../../models/index.ts';

export const compareModelVersions: Route = (app, { models, jobs, analyst }) => {
  app.get('/api/v1/models/:name/compare', {
    schema: {
      operationId: 'compareModelVersions', tags: ['models'], summary: 'Compare two versions', description: 'Differences of their specs, metrics side by side, how far their weights lie apart.',
      params: modelNameSchema, querystring: compareQuery, response: { 200: comparisonSchema, ...problems(400, 404, 503) },
    },
  }, async ({ params: { name }, query }) => {
    const [from, to] = await Promise.all([query.from, query.to].map((reference) => models.asStored.get(name, /^\d{1,9}$/.test(reference) ? Number(reference) : reference)));
    const [fromJob, toJob] = await Promise.all([jobOf(jobs, from), jobOf(jobs, to)]);
    const [before, after] = fromJob && toJob ? [fromJob.spec, toJob.spec] : [saying(from), saying(to)];
    const [a, b] = await Promise.all([models.weights(name, from.version), models.weights(name, to.version)]);
    return {
      object: 'model.comparison' as const, model: name, from: await oneVersionWire(models, from), to: await oneVersionWire(models, to), identical: from.weightsSha256 === to.weightsSha256,
      compared: fromJob && toJob ? 'jobs' as const : 'versions' as const, differences: differencesOf(before, after), metrics: metricsOf(from, to), weights: (await analyst.compareWeights(a, b)).map(distanceWire),
    };
  });
};

function distanceWire({ distance, ...tensor }: TensorDistance) {
  return { ...tensor, distance: distance && { l2: wireNumber(distance.l2), relative: distance.relative === null ? null : wireNumber(distance.relative), max: wireNumber(distance.max), cosine: distance.cosine === null ? null : wireNumber(distance.cosine) } };
}

/** What a version without a job says of how it came about. */
function saying({ network, inputShape, classes, semantics, loss, target, dataset, imported }: ModelVersion): object {
  return { network, inputShape, classes, semantics, loss, dataset, ...(target && { target }), ...(imported && { imported: { format: imported.format } }) };
}

function metricsOf({ metrics: from }: ModelVersion, { metrics: to }: ModelVersion) {
  const value = (metrics: ModelVersion['metrics'], name: string) => (Object.hasOwn(metrics, name) ? metrics[name] : null);
  return [...new Set([...Object.keys(from), ...Object.keys(to)])].map((name) => {
    const [a, b] = [value(from, name), value(to, name)];
    return { name, from: a === null ? null : wireNumber(a), to: b === null ? null : wireNumber(b), difference: a === null || b === null ? null : wireNumber(b - a) };
  });
}
