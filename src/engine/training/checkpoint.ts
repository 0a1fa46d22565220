/**
 * Checkpoint bytes: "TYCK", schema version (u32), header length (u32), header (JSON), arrays in the header's order, CRC-32 (u32) of
 * everything before it; little-endian. The bytes depend on the run's state alone.
 */
import { z } from 'zod';
import { TrainyardError } from '../errors.ts';
import type { FloatArray, Precision } from '../../kernels/kernels.ts';
import type { Metrics } from '../types.ts';
import type { Judgement } from './judge.ts';

export const CHECKPOINT_VERSION = 1;
const MAGIC = 0x4b435954; // "TYCK" read as a little-endian word
const PREFIX = 12;

/** What the next advance() begins with: a step, the evaluation of the last one, or the figures of the finished run. */
export type Due = 'step' | 'evaluation' | 'final';

export interface CheckpointHeader {
  build: string;
  precision: Precision;
  /** layers and options of the run: what must be equal for a resume to make sense */
  identity: string;
  step: number;
  due: Due;
  metrics: Metrics;
  judgement: Judgement;
  stopReason: string | null;
  tensors: { name: string; length: number }[];
}

/** JSON writes a number that is not finite as null. */
const figure = z.number().nullable();
const whole = z.int().min(0);
const metrics = z.record(z.string(), figure);

const headerSchema = z.object({
  build: z.string(),
  precision: z.enum(['float32', 'float64']),
  identity: z.string(),
  step: whole,
  due: z.enum(['step', 'evaluation', 'final']),
  metrics,
  judgement: z.object({
    best: z.object({ value: figure, step: whole, metrics }).nullable(),
    stopping: z.object({ waited: whole, best: figure }),
  }),
  stopReason: z.string().nullable(),
  tensors: z.array(z.object({ name: z.string(), length: whole })),
});

export interface Checkpoint {
  header: CheckpointHeader;
  tensors: Map<string, FloatArray>;
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (let i = 0; i < bytes.length; i++) crc = CRC_TABLE[(crc ^ bytes[i]) & 0xff] ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

/** Copies the arrays, so that the run may go on while the bytes are written. */
export function encodeCheckpoint(header: Omit<CheckpointHeader, 'tensors'>, tensors: readonly { name: string; data: FloatArray }[]): Uint8Array {
  const json = new TextEncoder().encode(JSON.stringify({ ...header, tensors: tensors.map(({ name, data }) => ({ name, length: data.length })) }));
  const headerLength = Math.ceil((PREFIX + json.length) / 8) * 8 - PREFIX; // padded, so that float64 arrays stay aligned
  const size = tensors.reduce((sum, { data }) => sum + data.byteLength, PREFIX + headerLength);
  const bytes = new Uint8Array(size + 4);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, CHECKPOINT_VERSION, true);
  view.setUint32(8, headerLength, true);
  bytes.fill(0x20, PREFIX, PREFIX + headerLength);
  bytes.set(json, PREFIX);
  let offset = PREFIX + headerLength;
  for (const { data } of tensors) {
    bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), offset);
    offset += data.byteLength;
  }
  view.setUint32(size, crc32(bytes.subarray(0, size)), true);
  return bytes;
}

function corrupt(reason: string): TrainyardError {
  return new TrainyardError('checkpoint-corrupt', `the checkpoint is unusable: ${reason}`, { hint: 'resume from an earlier checkpoint, or start the job again' });
}

/** The checksum says that the bytes are those that were written; this says that a writer of this schema wrote them. */
function parseHeader(bytes: Uint8Array): CheckpointHeader {
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw corrupt('its header is no JSON');
  }
  const parsed = headerSchema.safeParse(header);
  if (!parsed.success) throw corrupt(`its header has no proper ${parsed.error.issues[0].path.join('.') || 'members'}`);
  return header as CheckpointHeader;
}

/** @throws TrainyardError 'checkpoint-corrupt' unless the bytes are whole and of this schema version */
export function decodeCheckpoint(given: Uint8Array): Checkpoint {
  const bytes = given.byteOffset % 8 === 0 ? given : given.slice();
  if (bytes.length < PREFIX + 4) throw corrupt(`${bytes.length} bytes are too few`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = bytes.length - 4;
  if (view.getUint32(0, true) !== MAGIC) throw corrupt('it does not begin with "TYCK"');
  if (view.getUint32(4, true) !== CHECKPOINT_VERSION) throw corrupt(`it has schema version ${view.getUint32(4, true)}, this program reads ${CHECKPOINT_VERSION}`);
  if (view.getUint32(end, true) !== crc32(bytes.subarray(0, end))) throw corrupt('its checksum does not match (truncated or damaged)');
  const start = PREFIX + view.getUint32(8, true);
  if (start > end || start % 8 !== 0) throw corrupt(`its header would be ${start - PREFIX} bytes long`);
  const header = parseHeader(bytes.subarray(PREFIX, start));
  const ArrayType = header.precision === 'float64' ? Float64Array : Float32Array;
  const tensors = new Map<string, FloatArray>();
  let offset = bytes.byteOffset + start;
  const needed = header.tensors.reduce((sum, { length }) => sum + length * ArrayType.BYTES_PER_ELEMENT, 0);
  if (needed !== end - start) throw corrupt(`its arrays take ${needed} bytes, but ${end - start} follow the header`);
  for (const { name, length } of header.tensors) {
    tensors.set(name, new ArrayType(bytes.buffer as ArrayBuffer, offset, length));
    offset += length * ArrayType.BYTES_PER_ELEMENT;
  }
  return { header, tensors };
}
