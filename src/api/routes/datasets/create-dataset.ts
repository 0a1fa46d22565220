import { describeDataset } from '../../../datasets/index.ts';
import { uploadFormats } from '../../../datasets/uploads/index.ts';
import { receiveUpload } from '../../dataset-upload.ts';
import type { Route } from '../../deps.ts';
import { documentOnly } from '../../plugins/validation.ts';
import { problems } from '../../schemas/common.ts';
import { datasetSchema } from '../../schemas/dataset.ts';
import { uploadDocument } from '../../schemas/dataset-upload.ts';

const FORMATS = Object.values(uploadFormats).map(({ name, summary }) => `- \`${name}\`: ${summary}`).join('\n');

export const createDataset: Route = (app, { uploads, datasetContext }) => {
  app.post('/api/v1/datasets', {
    schema: {
      operationId: 'createDataset',
      tags: ['datasets'],
      summary: 'Upload a dataset',
      description: `Answers 201 when everything is checked and stored, and 200 when the same content has that name already. Nothing is kept of what is refused.\n\n${FORMATS}`,
      consumes: ['multipart/form-data'],
      body: documentOnly(uploadDocument),
      response: { 200: datasetSchema, 201: datasetSchema, ...problems(400, 409, 413, 415, 422, 503) },
    },
  }, async (request, reply) => {
    const { name, created } = await uploads.add((folder) => receiveUpload(request, folder, uploads.limits.uploadBytes));
    return reply.code(created ? 201 : 200).header('location', `/api/v1/datasets/${name}`).send(await describeDataset(name, datasetContext));
  });
};
