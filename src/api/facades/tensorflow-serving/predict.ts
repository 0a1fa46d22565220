import { z } from 'zod';
import { TrainyardError } from '../../../engine/index.ts';
import type { ApiApp, ApiDeps, Route } from '../../deps.ts';
import { documentOnly } from '../../plugins/validation.ts';
import { RawJson } from '../../plugins/raw-json.ts';
import { PREDICT_BODY_LIMIT } from '../../prediction.ts';
import { requireFew } from '../../samples.ts';
import { withAnyBody } from '../bodies.ts';
import { plainProblems } from '../errors.ts';
import { type Address, columnsOf, servedVersion } from '../served-model.ts';
import { predictionsJson } from './answer.ts';
import { samplesOf } from './samples.ts';

const bodySchema = z.strictObject({
  signature_name: z.string().optional().describe('"serving_default", or left out.'),
  instances: z.array(z.unknown()).optional().describe('Samples by row: each flat or nested as the input shape says, {"input": sample}, or an image as {"b64": "..."}.'),
  inputs: z.unknown().optional().describe('Instead of instances, by column: a list of samples, or {"input": [...]}.'),
}).meta({ id: 'TensorFlowPredictRequest' });

const answerSchema = z.object({
  predictions: z.array(z.union([z.array(z.number()), z.number()])).optional().describe('For instances: for each the probabilities of the classes, or the outputs of a network that has none; numbers for numbers, where a network has one input and one output.'),
  outputs: z.array(z.union([z.array(z.number()), z.number()])).optional().describe('The same for inputs.'),
}).meta({ id: 'TensorFlowPredictAnswer' });

const name = z.string().max(64);
const ADDRESSES = [
  { url: '/v1/models/:name(^[^:/]+)::predict', operationId: 'tensorflowPredict', summary: 'Predict with the newest version', params: z.object({ name }) },
  { url: '/v1/models/:name/versions/:version(^[^:/]+)::predict', operationId: 'tensorflowPredictVersion', summary: 'Predict with one version', params: z.object({ name, version: z.string().max(64) }) },
  { url: '/v1/models/:name/labels/:label(^[^:/]+)::predict', operationId: 'tensorflowPredictLabel', summary: 'Predict with the version of a label', params: z.object({ name, label: z.string().max(64).describe('An alias of the model.') }) },
];

/** The prediction of TensorFlow Serving's REST interface. */
export const tensorflowPredict: Route = (app, deps) => {
  withAnyBody(app, (own) => {
    for (const address of ADDRESSES) addPredict(own, deps, address);
  });
};

function addPredict(app: ApiApp, { models, predictor }: ApiDeps, { url, operationId, summary, params }: (typeof ADDRESSES)[number]): void {
  app.post(url, {
    bodyLimit: PREDICT_BODY_LIMIT,
    config: { predicts: true, rawJson: true, plainErrors: true, scope: 'predict' },
    schema: {
      operationId, summary, tags: ['tensorflow-serving'], params, body: documentOnly(bodySchema),
      response: { 200: { description: 'The predictions.', content: { 'application/json': { schema: answerSchema } } }, ...plainProblems(400, 404, 413, 415, 503) },
    },
  }, async (request, reply) => {
    const version = await servedVersion(models, request.params as Address);
    if (!(request.body instanceof RawJson)) throw new TrainyardError('unsupported-media-type', 'This interface reads JSON.', { hint: 'Send Content-Type: application/json; rows of float32 are read at /api/v1/models/{name}/predict.' });
    const { inputs, count, format, single } = await samplesOf(request.body, version, predictor);
    requireFew(count, columnsOf(version), format === 'row' ? '#/instances' : '#/inputs');
    const { outputs } = await predictor.predict({ model: version.model, version, inputs, count });
    return reply.type('application/json; charset=utf-8').send(predictionsJson(format, outputs, single && columnsOf(version) === 1 ? null : columnsOf(version)) as never);
  });
}
