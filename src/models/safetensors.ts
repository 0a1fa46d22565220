/**
 * safetensors: header length (u64), header (JSON), then the arrays without gaps; little-endian. Reading is strict: every byte of the
 * file is accounted for, and nothing is allocated before the header has been checked against the file's size.
 */
import { type NamedTensor, sizeOf } from '../engine/index.ts';
import { refuse as refusal } from '../formats/refuse.ts';

const MAX_HEADER = 1 << 24;
const MAX_TENSORS = 10_000;
const BYTES = { F32: 4, F64: 8 } as const;

interface Entry {
  dtype: keyof typeof BYTES;
  shape: number[];
  data_offsets: [number, number];
}

/** The same tensors give the same bytes: arrays in the order given, the header padded to eight bytes with spaces. */
export function encodeSafetensors(tensors: readonly NamedTensor[], metadata: Readonly<Record<string, string>> = {}): Uint8Array {
  const header: Record<string, unknown> = Object.keys(metadata).length > 0 ? { __metadata__: metadata } : {};
  let offset = 0;
  for (const { name, shape, data } of tensors) {
    header[name] = { dtype: data instanceof Float64Array ? 'F64' : 'F32', shape, data_offsets: [offset, offset + data.byteLength] };
    offset += data.byteLength;
  }
  const json = new TextEncoder().encode(JSON.stringify(header));
  const headerLength = Math.ceil(json.length / 8) * 8;
  const bytes = new Uint8Array(8 + headerLength + offset);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(headerLength), true);
  bytes.fill(0x20, 8, 8 + headerLength);
  bytes.set(json, 8);
  let at = 8 + headerLength;
  for (const { data } of tensors) {
    bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), at);
    at += data.byteLength;
  }
  return bytes;
}

function refuse(reason: string): never {
  throw refusal(`not a usable safetensors file: ${reason}`, 'give an unchanged file with F32 or F64 tensors');
}

/** @throws TrainyardError 'invalid-input' saying what is wrong */
export function decodeSafetensors(bytes: Uint8Array): NamedTensor[] {
  if (bytes.length < 8) refuse(`${bytes.length} bytes are too few`);
  const headerLength = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true));
  if (headerLength > Math.min(MAX_HEADER, bytes.length - 8)) refuse(`its header would be ${headerLength} bytes long`);
  const data = bytes.subarray(8 + headerLength);
  const entries = Object.entries(parseHeader(bytes.subarray(8, 8 + headerLength)))
    .filter(([name]) => name !== '__metadata__')
    .map(([name, value]) => ({ name, ...checkEntry(name, value) }));
  if (entries.length > MAX_TENSORS) refuse(`it has ${entries.length} tensors, more than ${MAX_TENSORS}`);
  let end = 0;
  for (const { name, data_offsets } of entries.toSorted((a, b) => a.data_offsets[0] - b.data_offsets[0] || a.data_offsets[1] - b.data_offsets[1])) {
    if (data_offsets[0] !== end) refuse(`the bytes of "${name}" overlap others or leave a gap`);
    end = data_offsets[1];
  }
  if (end !== data.length) refuse(`its tensors take ${end} bytes, but ${data.length} follow the header`);
  return entries.map(({ name, dtype, shape, data_offsets: [from, to] }) => {
    const copy = new Uint8Array(data.subarray(from, to)).buffer; // a Buffer's own slice would share memory
    return { name, shape, data: dtype === 'F64' ? new Float64Array(copy) : new Float32Array(copy) };
  });
}

function parseHeader(bytes: Uint8Array): Record<string, unknown> {
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    refuse('its header is no JSON');
  }
  if (header === null || typeof header !== 'object' || Array.isArray(header)) refuse('its header is no JSON object');
  return header as Record<string, unknown>;
}

function checkEntry(name: string, value: unknown): Entry {
  const { dtype, shape, data_offsets } = (value ?? {}) as Partial<Entry>;
  const whole = (n: unknown): n is number => Number.isSafeInteger(n) && (n as number) >= 0;
  // a list or an object would be turned into text: ["F64"] has the key of F64 and is not it, and a deep one ends the stack
  if (typeof dtype !== 'string') refuse(`"${name}" has no type`);
  if (!Object.hasOwn(BYTES, dtype)) refuse(`"${name}" has the type ${JSON.stringify(dtype)}, not F32 or F64`);
  if (!Array.isArray(shape) || shape.length > 8 || !shape.every(whole)) refuse(`"${name}" has no proper shape`);
  if (!Array.isArray(data_offsets) || data_offsets.length !== 2 || !data_offsets.every(whole)) refuse(`"${name}" has no proper offsets`);
  if (data_offsets[1] - data_offsets[0] !== sizeOf(shape) * BYTES[dtype]) refuse(`"${name}" of shape [${shape.join(', ')}] does not take ${data_offsets[1] - data_offsets[0]} bytes`);
  return { dtype, shape, data_offsets };
}
