import type { components } from './api.gen.ts';
import { take } from './connection.ts';
import type { CallOptions, Connection, Of } from './connection.ts';
import { errorOf } from './errors.ts';

type Schemas = components['schemas'];
export type PredictRequest = Schemas['PredictRequestInput'];
export type PredictResponse = Schemas['PredictResponse'];
export type FeatureMapsInput = Schemas['FeatureMapsRequestInput'];

const BINARY = 'application/octet-stream';

export function predictionsOf({ http, call, request }: Connection) {
  return {
    /** `version`: a number, an alias, or null for the newest. */
    predict: async (name: string, body: PredictRequest, version: number | string | null = null, options?: CallOptions): Promise<PredictResponse> => {
      const answer = version === null
        ? await http.POST('/api/v1/models/{name}/predict', { params: { path: { name } }, body, ...call(options) })
        : typeof version === 'string' ? await http.POST('/api/v1/models/{name}/aliases/{alias}/predict', { params: { path: { name, alias: version } }, body, ...call(options) })
        : await http.POST('/api/v1/models/{name}/versions/{version}/predict', { params: { path: { name, version } }, body, ...call(options) });
      return take<PredictResponse>(answer);
    },
    /** Predicts rows of float32 without JSON in between. Answers rows of probabilities. */
    predictRows: async (model: string, inputs: Float32Array, version: number | string | null = null, options: CallOptions = {}): Promise<Float32Array> => {
      const path = `/api/v1/models/${encodeURIComponent(model)}${version === null ? '' : typeof version === 'string' ? `/aliases/${encodeURIComponent(version)}` : `/versions/${version}`}/predict`;
      const response = await request(path, { method: 'POST', headers: { 'accept': BINARY, 'content-type': BINARY }, body: littleEndian(inputs) }, options);
      if (!response.ok) throw await errorOf(response);
      return fromLittleEndian(await response.arrayBuffer());
    },
    /** What a layer of a model makes of one sample. */
    featureMaps: async (name: string, version: number, body: FeatureMapsInput, options?: CallOptions) =>
      take<Of<'createFeatureMaps'>>(await http.POST('/api/v1/models/{name}/versions/{version}/feature-maps', { params: { path: { name, version } }, body, ...call(options) })),
  };
}

function littleEndian(values: Float32Array): ArrayBuffer {
  const view = new DataView(new ArrayBuffer(values.length * 4));
  values.forEach((value, index) => view.setFloat32(index * 4, value, true));
  return view.buffer;
}

function fromLittleEndian(bytes: ArrayBuffer): Float32Array {
  const view = new DataView(bytes);
  return Float32Array.from({ length: bytes.byteLength / 4 }, (_, index) => view.getFloat32(index * 4, true));
}
