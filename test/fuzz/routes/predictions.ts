/** Bodies of predictions that are no JSON: rows of float32, tensors behind a head, forms with images. */
import fc from 'fast-check';

export interface BinaryBody {
  type: string;
  body: Uint8Array;
  headers?: Record<string, string>;
}

const floats = fc.array(fc.oneof(fc.float(), fc.constantFrom(0, 1, NaN, Infinity, -0, 3.4e38)), { maxLength: 12 }).map((values) => new Uint8Array(Float32Array.from(values).buffer));
const rows = fc.oneof(floats, fc.uint8Array({ maxLength: 50 })).map<BinaryBody>((body) => ({ type: 'application/octet-stream', body }));

const tensor = fc.record({
  name: fc.constantFrom('input', 'input', 'x', ''),
  shape: fc.oneof(fc.constantFrom([1, 2], [2, 2], [1], [], [0, 2], [2 ** 31, 2], [-1, 2]), fc.array(fc.nat(), { maxLength: 5 })),
  datatype: fc.constantFrom('FP32', 'FP64', 'INT8', 'UINT64', 'BYTES', 'BOOL', '__proto__'),
  parameters: fc.oneof(fc.constant({}), fc.record({ binary_data_size: fc.oneof(fc.constantFrom(0, 8, 16, -8, 1e18, 0.5, '8', true), fc.nat(64)) })),
});

const tensors = fc.tuple(fc.array(tensor, { maxLength: 3 }), fc.oneof(floats, fc.uint8Array({ maxLength: 40 })), fc.oneof(fc.constant(null), fc.constantFrom('', '-1', '0', '1e9', 'x', '99999999999999999999'), fc.nat(400).map(String)), fc.boolean()).map<BinaryBody>(([inputs, bytes, odd, binary]) => {
  const head = Buffer.from(JSON.stringify({ inputs, ...(binary && { parameters: { binary_data_output: true } }) }));
  return { type: 'application/octet-stream', body: Buffer.concat([head, bytes]), headers: { 'inference-header-content-length': odd ?? String(head.length) } };
});

/** The smallest PNG there is, and what is none. */
const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==', 'base64');
const image = fc.oneof(fc.constant(PNG), fc.nat(PNG.length).map((end) => PNG.subarray(0, end)), fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)));
const field = fc.tuple(fc.constantFrom('topK', 'output', 'preprocess', 'activations', 'ensemble', 'image', 'x', '__proto__'), fc.constantFrom('1', '0', 'none', 'labels', 'logits', 'all', 'dense1', '[1,2]', '{}', '', 'NaN'));

const forms = fc.tuple(fc.array(image, { maxLength: 3 }), fc.array(field, { maxLength: 3 }), fc.constantFrom('image', 'image', 'images', 'picture'), fc.boolean()).map<BinaryBody>(([images, fields, name, closed]) => {
  const head = (of: string, file: boolean) => Buffer.from(`--fuzz\r\ncontent-disposition: form-data; name="${of}"${file ? '; filename="f.png"' : ''}\r\n\r\n`);
  const parts = [...images.map((bytes) => [head(name, true), bytes]), ...fields.map(([of, value]) => [head(of, false), Buffer.from(value)])];
  return { type: 'multipart/form-data; boundary=fuzz', body: Buffer.concat([...parts.flatMap((part) => [...part, Buffer.from('\r\n')]), Buffer.from(closed ? '--fuzz--\r\n' : '')]) };
});

/** For the operations that predict; null: others. */
export function predictionBodies(path: string): fc.Arbitrary<BinaryBody> | null {
  if (path.endsWith('/infer')) return fc.oneof(tensors, rows);
  return path.endsWith('predict') ? fc.oneof(rows, forms) : null;
}
