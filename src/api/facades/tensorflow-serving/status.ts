import { z } from 'zod';
import type { ApiApp, ApiDeps, Route } from '../../deps.ts';
import { plainProblems } from '../errors.ts';
import { type Address, servedVersion } from '../served-model.ts';

const statusSchema = z.object({
  model_version_status: z.array(z.object({ version: z.string(), state: z.literal('AVAILABLE'), status: z.object({ error_code: z.literal('OK'), error_message: z.literal('') }) })),
}).meta({ id: 'TensorFlowModelStatus' });

const name = z.string().max(64);
const ADDRESSES = [
  { url: '/v1/models/:name', operationId: 'tensorflowModelStatus', summary: 'The versions that answer', params: z.object({ name }) },
  { url: '/v1/models/:name/versions/:version', operationId: 'tensorflowVersionStatus', summary: 'Whether a version answers', params: z.object({ name, version: z.string().max(64) }) },
  { url: '/v1/models/:name/labels/:label', operationId: 'tensorflowLabelStatus', summary: 'Which version a label names', params: z.object({ name, label: z.string().max(64).describe('An alias of the model.') }) },
];

export const tensorflowStatus: Route = (app, deps) => {
  for (const address of ADDRESSES) addStatus(app, deps, address);
};

function addStatus(app: ApiApp, { models }: ApiDeps, { url, operationId, summary, params }: (typeof ADDRESSES)[number]): void {
  app.get(url, {
    config: { plainErrors: true },
    schema: { operationId, summary, tags: ['tensorflow-serving'], params, response: { 200: statusSchema, ...plainProblems(400, 404, 503) } },
  }, async (request) => {
    const address = request.params as Address;
    const versions = address.version === undefined && address.label === undefined ? (await models.model(address.name)).versions.toReversed() : [(await servedVersion(models, address)).version];
    return { model_version_status: versions.map((version) => ({ version: String(version), state: 'AVAILABLE' as const, status: { error_code: 'OK' as const, error_message: '' as const } })) };
  });
}
