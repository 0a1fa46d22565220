import type { ModelVersion } from '../../../models/index.ts';
import { columnsOf, OUTPUT } from '../served-model.ts';
import type { InferenceAsked } from './request.ts';

export interface InferenceAnswer {
  type: string;
  /** bytes of the JSON in front of the tensor's */
  head?: number;
  body: string | Buffer;
}

/** One tensor, [samples, values]: as JSON, or as bytes behind it. */
export function inferenceAnswer(version: ModelVersion, { id, count, binaryOutput }: Pick<InferenceAsked, 'id' | 'count' | 'binaryOutput'>, outputs: Float32Array): InferenceAnswer {
  const output = { name: OUTPUT, shape: [count, columnsOf(version)], datatype: 'FP32' };
  const json = (tensor: object) => JSON.stringify({ model_name: version.model, model_version: String(version.version), ...(id !== undefined && { id }), outputs: [{ ...output, ...tensor }] });
  if (!binaryOutput) return { type: 'application/json; charset=utf-8', body: json({ data: Array.from(outputs, (value) => (Number.isFinite(value) ? value : String(value))) }) };
  const head = Buffer.from(json({ parameters: { binary_data_size: outputs.byteLength } }));
  return { type: 'application/octet-stream', head: head.length, body: Buffer.concat([head, Buffer.from(outputs.buffer, outputs.byteOffset, outputs.byteLength)]) };
}
