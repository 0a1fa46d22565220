import { z } from 'zod';
import { specError } from '../../../engine/index.ts';
import { EXPORT_FORMATS, LAYOUTS } from '../../../models/export/index.ts';
import type { Route } from '../../deps.ts';
import { problems } from '../../schemas/common.ts';
import { modelVersionParams } from '../../schemas/model.ts';

const exportQuerySchema = z.strictObject({
  format: z.enum(EXPORT_FORMATS).describe('safetensors, npz: the weights. onnx: a graph of version 17 or 20 of the operators, checked against this service before it is sent. ts: one TypeScript file with the weights inside and a function predict.'),
  layout: z.enum(LAYOUTS).optional().describe('For onnx: how images come in. By default NCHW, channels first.'),
});

export const exportModelVersion: Route = (app, { exporter }) => {
  app.get('/api/v1/models/:name/versions/:version/export', {
    schema: {
      operationId: 'exportModelVersion',
      tags: ['models'],
      summary: 'Take a version elsewhere',
      params: modelVersionParams,
      querystring: exportQuerySchema,
      response: {
        200: { description: 'The file.', content: { 'application/octet-stream': { schema: z.file() }, 'text/plain': { schema: z.string() } } },
        ...problems(400, 404, 422, 503),
      },
    },
  }, async (request, reply) => {
    const { name: model, version } = request.params;
    const { format, layout } = request.query;
    if (layout !== undefined && format !== 'onnx') throw specError('invalid-input', '#/query/layout', `${format} has no layout.`, 'Leave layout out, or export onnx.');
    const { bytes, mediaType, name } = await exporter.export({ model, version, format, layout: layout ?? 'NCHW' });
    return reply.header('content-type', mediaType).header('content-disposition', `attachment; filename="${name}"`).send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength) as never);
  });
};
