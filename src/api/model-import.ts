import type { FastifyRequest } from 'fastify';
import type { DatasetContext } from '../datasets/index.ts';
import { specError } from '../engine/index.ts';
import type { ImportRequest } from '../models/import/index.ts';
import { receiveForm } from './form.ts';
import { parseRequest } from './plugins/validation.ts';
import { importFieldsSchema, jsonField } from './schemas/model-import.ts';
import { datasetOf, standaloneNetwork } from './standalone-network.ts';

const FIELDS: readonly string[] = Object.keys(importFieldsSchema.shape);

/** Streams the file of an import into `folder` and says what it is. Throws as `receiveForm` does, and 'spec' errors of the fields. */
export async function receiveImport(request: FastifyRequest, { folder, limit, context }: { folder: string; limit: number; context: DatasetContext }): Promise<ImportRequest> {
  const { fields, files } = await receiveForm(request, { folder, limit, fields: FIELDS, files: ['file'] });
  if (files.file === undefined) throw specError('invalid-input', '#/file', 'The file with the weights is missing.', 'Send it as a file: curl -F file=@params.pkl.');
  const documents = Object.fromEntries(['network', 'inputShape', 'classes'].filter((name) => fields[name] !== undefined).map((name) => [name, jsonField(name, fields[name])]));
  const { model, format, network, dataset, inputShape, classes, semantics, loss } = parseRequest(importFieldsSchema, { ...fields, ...documents });
  const labels = typeof classes === 'number' ? Array.from({ length: classes }, (_, i) => String(i)) : (classes ?? null);
  const common = { model, format, semantics: semantics ?? null, loss: loss ?? null, file: files.file };
  if (format === 'onnx') {
    if (network !== undefined) throw specError('invalid-input', '#/network', 'An ONNX file holds its own network.', 'Leave network out.');
    const known = dataset === undefined ? null : await datasetOf(dataset, context);
    return { ...common, network: null, inputShape: known?.inputShape ?? inputShape ?? null, classes: labels ?? known?.classes ?? null, dataset: dataset ?? null, ...(known?.upload !== undefined && known.images && { images: known.images }) };
  }
  if (network === undefined) throw specError('invalid-input', '#/network', 'The network that the weights belong to is missing.', 'Send it as a JSON object, such as {"preset": "simple-convnet"}.');
  const standalone = await standaloneNetwork({ network, dataset, inputShape, classes: labels?.length }, context);
  return { ...standalone, ...common, classes: labels ?? standalone.classes };
}
