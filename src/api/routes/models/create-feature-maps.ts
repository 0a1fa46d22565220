import { planNetwork } from '../../../engine/index.ts';
import type { Route } from '../../deps.ts';
import { documentOnly, parseRequest } from '../../plugins/validation.ts';
import { mapTiles, tilesUri } from '../../pictures.ts';
import { sampleOf } from '../../prediction-samples.ts';
import { problems } from '../../schemas/common.ts';
import { featureMapsRequestSchema, featureMapsSchema } from '../../schemas/feature-maps.ts';
import { modelVersionParams } from '../../schemas/model.ts';

export const createFeatureMaps: Route = (app, { models, predictor, analyst }) => {
  app.post('/api/v1/models/:name/versions/:version/feature-maps', {
    config: { scope: 'predict' },
    schema: {
      operationId: 'createFeatureMaps',
      tags: ['models'],
      summary: 'See what a layer makes of a sample',
      params: modelVersionParams,
      body: documentOnly(featureMapsRequestSchema),
      response: { 200: featureMapsSchema, ...problems(400, 404, 413, 415, 422, 503) },
    },
  }, async (request) => {
    const { model, version, network, inputShape, classes, semantics, target, dataset } = await models.get(request.params.name, request.params.version);
    const { layer, ...sample } = parseRequest(featureMapsRequestSchema, request.body);
    const plan = planNetwork(network, { inputShape, classes: classes.length, target }, semantics);
    const input = await sampleOf(sample, { inputShape, dataset }, predictor);
    const { type, shape, values } = await analyst.featureMaps({ plan, weights: await models.weights(model, version), input, layer });
    const numbers = Array.from(values);
    return {
      object: 'feature_maps' as const, model, version, layer, type, shape: [...shape],
      least: numbers.reduce((a, b) => Math.min(a, b), Infinity), most: numbers.reduce((a, b) => Math.max(a, b), -Infinity), values: numbers,
      png: shape.length === 3 ? await tilesUri(mapTiles(numbers, shape), { columns: 8, scale: Math.max(1, Math.floor(56 / shape[1])) }) : null,
    };
  });
};
