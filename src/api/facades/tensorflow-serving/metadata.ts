import { z } from 'zod';
import type { ApiApp, ApiDeps, Route } from '../../deps.ts';
import { plainProblems } from '../errors.ts';
import { type Address, columnsOf, INPUT, OUTPUT, servedVersion } from '../served-model.ts';
import { SIGNATURE } from './samples.ts';

const tensorSchema = z.object({ dtype: z.literal('DT_FLOAT'), tensor_shape: z.object({ dim: z.array(z.object({ size: z.string(), name: z.string() })), unknown_rank: z.boolean() }), name: z.string() });
const metadataSchema = z.object({
  model_spec: z.object({ name: z.string(), signature_name: z.string(), version: z.string() }),
  metadata: z.object({ signature_def: z.object({ signature_def: z.record(z.string(), z.object({ inputs: z.record(z.string(), tensorSchema), outputs: z.record(z.string(), tensorSchema), method_name: z.string() })) }) }),
}).meta({ id: 'TensorFlowModelMetadata' });

const name = z.string().max(64);
const ADDRESSES = [
  { url: '/v1/models/:name/metadata', operationId: 'tensorflowModelMetadata', summary: 'What the newest version takes and answers', params: z.object({ name }) },
  { url: '/v1/models/:name/versions/:version/metadata', operationId: 'tensorflowVersionMetadata', summary: 'What a version takes and answers', params: z.object({ name, version: z.string().max(64) }) },
  { url: '/v1/models/:name/labels/:label/metadata', operationId: 'tensorflowLabelMetadata', summary: 'What the version of a label takes and answers', params: z.object({ name, label: z.string().max(64).describe('An alias of the model.') }) },
];

export const tensorflowMetadata: Route = (app, deps) => {
  for (const address of ADDRESSES) addMetadata(app, deps, address);
};

/** The first dimension is the number of samples: any. */
const tensor = (of: string, shape: readonly number[]) => ({
  dtype: 'DT_FLOAT' as const, name: `${of}:0`, tensor_shape: { dim: [-1, ...shape].map((size) => ({ size: String(size), name: '' })), unknown_rank: false },
});

function addMetadata(app: ApiApp, { models }: ApiDeps, { url, operationId, summary, params }: (typeof ADDRESSES)[number]): void {
  app.get(url, {
    config: { plainErrors: true },
    schema: { operationId, summary, tags: ['tensorflow-serving'], params, response: { 200: metadataSchema, ...plainProblems(400, 404, 503) } },
  }, async (request) => {
    const version = await servedVersion(models, request.params as Address);
    const signature = { inputs: { [INPUT]: tensor(INPUT, version.inputShape) }, outputs: { [OUTPUT]: tensor(OUTPUT, [columnsOf(version)]) }, method_name: 'tensorflow/serving/predict' };
    return { model_spec: { name: version.model, signature_name: '', version: String(version.version) }, metadata: { signature_def: { signature_def: { [SIGNATURE]: signature } } } };
  });
}
