import type { Route } from '../../deps.ts';
import { receiveImport } from '../../model-import.ts';
import { documentOnly } from '../../plugins/validation.ts';
import { problems } from '../../schemas/common.ts';
import { modelVersionSchema } from '../../schemas/model.ts';
import { importDocument } from '../../schemas/model-import.ts';
import { oneVersionWire } from '../../wire/model.ts';

export const importModel: Route = (app, { importer, models, uploads, datasetContext }) => {
  app.post('/api/v1/models/import', {
    config: { audit: 'model.imported' },
    schema: {
      operationId: 'importModel',
      tags: ['models'],
      summary: 'Register weights from outside',
      description: 'Answers 201 with the new version. Pickles are read as data by a parser that knows arrays only: no code in them is ever run. Nothing is kept of what is refused.',
      consumes: ['multipart/form-data'],
      body: documentOnly(importDocument),
      response: { 201: modelVersionSchema, ...problems(400, 413, 415, 422, 503) },
    },
  }, async (request, reply) => {
    const version = await importer.add((folder) => receiveImport(request, { folder, limit: uploads.limits.uploadBytes, context: datasetContext }));
    return reply.code(201).header('location', `/api/v1/models/${version.model}/versions/${version.version}`).send(await oneVersionWire(models, version));
  });
};
