import { z } from 'zod';
import type { ApiApp, ApiDeps, Route } from '../../deps.ts';
import { plainProblems } from '../errors.ts';
import { type Address, columnsOf, INPUT, OUTPUT, servedVersion } from '../served-model.ts';

const tensorSchema = z.object({ name: z.string(), datatype: z.literal('FP32'), shape: z.array(z.int()) });
const modelSchema = z.object({ name: z.string(), versions: z.array(z.string()), platform: z.string(), inputs: z.array(tensorSchema), outputs: z.array(tensorSchema) }).meta({ id: 'InferenceModel', description: 'What a model takes and answers; -1: any number of samples.' });
const readySchema = z.object({ name: z.string(), ready: z.literal(true) }).meta({ id: 'InferenceModelReady' });

const name = z.string().max(64);
const ADDRESSES = [
  { url: '/v2/models/:name', id: 'Model', of: 'the newest version', params: z.object({ name }) },
  { url: '/v2/models/:name/versions/:version', id: 'Version', of: 'a version', params: z.object({ name, version: z.string().max(64).describe('Number or alias of the version.') }) },
];

/** Models of the Open Inference Protocol. Readiness loads a model and warms it up: the first inference waits for nothing. */
export const openInferenceModel: Route = (app, deps) => {
  for (const address of ADDRESSES) addModel(app, deps, address);
};

function addModel(app: ApiApp, { models, predictor }: ApiDeps, { url, id, of, params }: (typeof ADDRESSES)[number]): void {
  const tags = ['open-inference'];
  app.get(url, {
    config: { plainErrors: true },
    schema: { operationId: `openInference${id}`, summary: `What ${of} takes and answers`, tags, params, response: { 200: modelSchema, ...plainProblems(400, 404, 503) } },
  }, async (request) => {
    const version = await servedVersion(models, request.params as Address);
    const { versions } = await models.model(version.model);
    return {
      name: version.model, versions: versions.map(String), platform: 'trainyard',
      inputs: [{ name: INPUT, datatype: 'FP32' as const, shape: [-1, ...version.inputShape] }], outputs: [{ name: OUTPUT, datatype: 'FP32' as const, shape: [-1, columnsOf(version)] }],
    };
  });
  app.get(`${url}/ready`, {
    config: { plainErrors: true },
    schema: { operationId: `openInference${id}Ready`, summary: `Whether ${of} can answer`, tags, params, response: { 200: readySchema, ...plainProblems(400, 404, 503) } },
  }, async (request) => {
    const version = await servedVersion(models, request.params as Address);
    await predictor.prepare(version);
    return { name: version.model, ready: true as const };
  });
}
