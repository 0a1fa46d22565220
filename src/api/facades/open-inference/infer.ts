import { z } from 'zod';
import type { ApiApp, ApiDeps, Route } from '../../deps.ts';
import { RawJson } from '../../plugins/raw-json.ts';
import { documentOnly } from '../../plugins/validation.ts';
import { PREDICT_BODY_LIMIT } from '../../prediction.ts';
import { requireFew } from '../../samples.ts';
import { parseJson, withAnyBody } from '../bodies.ts';
import { plainProblems } from '../errors.ts';
import { type Address, columnsOf, servedVersion } from '../served-model.ts';
import { inferenceAnswer } from './answer.ts';
import { readRequest, requestSchema } from './request.ts';
import { HEADER_LENGTH, splitBody } from './split-body.ts';

const answerSchema = z.object({
  model_name: z.string(),
  model_version: z.string(),
  id: z.string().optional(),
  outputs: z.array(z.object({ name: z.string(), shape: z.array(z.int()), datatype: z.literal('FP32'), parameters: z.object({ binary_data_size: z.int() }).optional(), data: z.array(z.union([z.number(), z.string()])).optional() })),
}).meta({ id: 'InferenceAnswer', description: 'One tensor, [samples, values].' });

const name = z.string().max(64);
const ADDRESSES = [
  { url: '/v2/models/:name/infer', operationId: 'openInferenceInfer', summary: 'Predict with the newest version', params: z.object({ name }) },
  { url: '/v2/models/:name/versions/:version/infer', operationId: 'openInferenceInferVersion', summary: 'Predict with one version', params: z.object({ name, version: z.string().max(64).describe('Number or alias of the version.') }) },
];

/** Inference of the Open Inference Protocol, with its binary tensor data extension. */
export const openInferenceInfer: Route = (app, deps) => {
  withAnyBody(app, (own) => {
    for (const address of ADDRESSES) addInfer(own, deps, address);
  });
};

function addInfer(app: ApiApp, { models, predictor }: ApiDeps, { url, operationId, summary, params }: (typeof ADDRESSES)[number]): void {
  app.post(url, {
    bodyLimit: PREDICT_BODY_LIMIT,
    config: { predicts: true, rawJson: true, plainErrors: true, scope: 'predict' },
    schema: {
      operationId, summary, tags: ['open-inference'], params, body: documentOnly(requestSchema),
      description: 'With `Inference-Header-Content-Length` the body is that many bytes of JSON and then the bytes of the tensors.',
      response: { 200: { description: 'The outputs.', content: { 'application/json': { schema: answerSchema }, 'application/octet-stream': { schema: z.string() } } }, ...plainProblems(400, 404, 413, 415, 503) },
    },
  }, async (request, reply) => {
    const version = await servedVersion(models, request.params as Address);
    const body = request.body instanceof RawJson ? request.body.bytes : Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const { id, inputs, count, binaryOutput } = readRequest(splitBody(body, request.headers[HEADER_LENGTH]), (bytes) => new RawJson(bytes, parseJson).read(), version);
    if (!binaryOutput) requireFew(count, columnsOf(version), '#/inputs/0/shape');
    const { outputs } = await predictor.predict({ model: version.model, version, inputs, count });
    const { type, head, body: answer } = inferenceAnswer(version, { id, count, binaryOutput }, outputs);
    if (head !== undefined) void reply.header(HEADER_LENGTH, head);
    return reply.type(type).send(answer as never);
  });
}
