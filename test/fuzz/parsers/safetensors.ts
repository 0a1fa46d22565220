import { decodeSafetensors, encodeSafetensors } from '../../../src/models/index.ts';
import type { FuzzParser } from '../types.ts';
import { checkTensors } from './support.ts';

const whole = encodeSafetensors([
  { name: 'dense1.kernel', shape: [2, 3], data: Float32Array.of(1, -2, 3.5, 4, 5, 6) },
  { name: 'dense1.bias', shape: [3], data: Float64Array.of(Math.PI, -1e-300, 5) },
  { name: 'scalar', shape: [], data: Float32Array.of(7) },
  { name: 'empty', shape: [0, 4], data: new Float32Array(0) },
], { format: 'trainyard' });
const headerEnd = 8 + Number(new DataView(whole.buffer).getBigUint64(0, true));

/** The header with its length before it, and the arrays behind it. */
function withHeader(header: Uint8Array): Uint8Array {
  const length = new Uint8Array(8);
  new DataView(length.buffer).setBigUint64(0, BigInt(header.length), true);
  return new Uint8Array(Buffer.concat([length, header, whole.subarray(headerEnd)]));
}

const text = (value: string): Uint8Array => new TextEncoder().encode(value);
const nested = '['.repeat(200_000) + ']'.repeat(200_000);
const hostile = (name: string, header: string) => ({ name, bytes: text(header), wrap: withHeader, hostile: true as const });

export const safetensors: FuzzParser = {
  name: 'safetensors',
  tokens: ['"dtype":', '"F64"', '"F32"', '["F64"]', '{"toString":1}', '"shape":[]', '"data_offsets":', '"__proto__":', '"__metadata__":', '-0', '[[[[', '}', ','],
  seeds: () => [
    { name: 'whole', bytes: whole },
    { name: 'header', bytes: whole.slice(8, headerEnd), wrap: withHeader },
    { name: 'header again', bytes: whole.slice(8, headerEnd), wrap: withHeader },
    hostile('a type that is a list', '{"a":{"dtype":["F32"],"shape":[1],"data_offsets":[0,4]}}'),
    hostile('a type that is an object', '{"a":{"dtype":{"toString":1},"shape":[1],"data_offsets":[0,4]}}'),
    { ...hostile('a type that is deep', `{"a":{"dtype":${nested},"shape":[1],"data_offsets":[0,4]}}`), heavy: true },
    { ...hostile('a shape that is deep', `{"a":{"dtype":"F32","shape":${nested},"data_offsets":[0,4]}}`), heavy: true },
    { ...hostile('a long name', `{"${'n'.repeat(2 ** 20)}":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}`), heavy: true },
    { ...hostile('very many', `{${Array.from({ length: 100_000 }, (_, i) => `"${i}":{"dtype":"F32","shape":[0],"data_offsets":[0,0]}`).join(',')}}`), heavy: true },
  ],
  parse: (bytes) => checkTensors(decodeSafetensors(bytes)),
};
