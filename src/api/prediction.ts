import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { averageAnswers, specError, TrainyardError } from '../engine/index.ts';
import type { Shape } from '../engine/index.ts';
import type { Learned, Snapshot } from '../jobs/index.ts';
import type { ModelVersion } from '../models/index.ts';
import type { ApiDeps } from './deps.ts';
import { parseRows, type Rows } from './number-rows.ts';
import { RawJson } from './plugins/raw-json.ts';
import { parseRequest } from './plugins/validation.ts';
import { predictRequestSchema } from './schemas/model.ts';
import type { predictResponseSchema } from './schemas/model.ts';
import { flattenSamples, sizeOf } from './samples.ts';

type Answer = z.output<typeof predictResponseSchema>;
type Asked = z.output<typeof predictRequestSchema>;

/** Bytes of a body of samples: 10,000 images of 28 by 28 as JSON fit. */
export const PREDICT_BODY_LIMIT = 64 * 2 ** 20;

const BINARY = 'application/octet-stream';

interface Exchange {
  request: FastifyRequest;
  reply: FastifyReply;
}

type Parts = Pick<ApiDeps, 'models' | 'predictor'>;

/** The answer to a predict request: a document, or rows of little-endian float32 where the client asks for them. */
export async function answerPrediction({ models, predictor }: Parts, asked: { name: string; version: number | 'latest' }, { request, reply }: Exchange): Promise<Answer | Buffer> {
  const version = await models.get(asked.name, asked.version);
  const { body, inputs, count } = await samplesOf(request, version.inputShape, predictor);
  const outputs = body?.ensemble === undefined ? (await predictor.predict({ model: version.model, version: version.version, inputs, count })).outputs : await together({ models, predictor }, version, { asked: asked.version, members: body.ensemble, inputs, count });
  return answerOf(version, outputs, { body, request, reply });
}

/** The same, of a job: its newest checkpoint answers, or its result once it has one. */
export async function answerJobPrediction(deps: Parts & Pick<ApiDeps, 'jobs'>, id: string, { request, reply }: Exchange): Promise<Answer | Buffer> {
  try {
    return await answerLearned(deps, await deps.jobs.snapshot(id), { request, reply });
  } catch (error) {
    if (!(error instanceof TrainyardError && error.code === 'not-found')) throw error;
    // where the checkpoint went before it was read, there is a newer one
    return answerLearned(deps, await deps.jobs.snapshot(id), { request, reply });
  }
}

async function answerLearned({ models, predictor }: Parts, learned: Snapshot | Learned, { request, reply }: Exchange): Promise<Answer | Buffer> {
  const network = 'version' in learned ? await models.get(learned.model, learned.version) : { ...learned, version: null };
  const { body, inputs, count } = await samplesOf(request, network.inputShape, predictor);
  if (body?.ensemble !== undefined) throw specError('invalid-input', '#/ensemble', 'A job has no versions.', 'Leave ensemble out.');
  const { outputs } = 'version' in learned ? await predictor.predict({ model: learned.model, version: learned.version, inputs, count }) : await predictor.predictWith(learned, { inputs, count });
  return answerOf({ ...network, step: learned.step }, outputs, { body, request, reply });
}

/** What a request gives to predict from; `body`: what else it says, null where it says nothing. */
async function samplesOf({ body: given }: FastifyRequest, shape: Shape, predictor: ApiDeps['predictor']): Promise<Rows & { body: Asked | null }> {
  if (given instanceof RawJson) {
    const usual = parseRows(given.bytes, 'inputs', shape);
    if (usual) return { ...usual, body: null };
  }
  const body = Buffer.isBuffer(given) ? null : parseRequest(predictRequestSchema, given instanceof RawJson ? given.read() : given);
  const inputs = body === null ? rowsOf(given as Buffer, shape) : await inputsOf(body, shape, predictor);
  return { inputs, count: inputs.length / sizeOf(shape), body };
}

interface Together {
  asked: number | 'latest';
  members: number[];
  inputs: Float32Array;
  count: number;
}

/** The mean of what several versions answer. */
async function together({ models, predictor }: Pick<ApiDeps, 'models' | 'predictor'>, like: ModelVersion, { asked, members, inputs, count }: Together): Promise<Float32Array> {
  if (asked !== 'latest') throw specError('invalid-input', '#/ensemble', 'The address names one version, the ensemble several.', `Send this to /api/v1/models/${like.model}/predict.`);
  if (new Set(members).size < members.length) throw specError('invalid-input', '#/ensemble', 'A version is named twice.', 'Name each version once.');
  const versions = await Promise.all(members.map((number) => models.get(like.model, number)));
  const differs = versions.findIndex(({ inputShape, classes, target }) => target === 'input' || inputShape.join() !== like.inputShape.join() || classes.join('\n') !== like.classes.join('\n'));
  if (differs >= 0) throw specError('shape-mismatch', `#/ensemble/${differs}`, `Version ${members[differs]} has other inputs or classes than version ${like.version}.`, 'Name versions that answer the same question.');
  const answers = await Promise.all(versions.map(({ version }) => predictor.predict({ model: like.model, version, inputs: inputs.slice(), count })));
  return averageAnswers(answers.map(({ outputs }) => outputs));
}

/** One sample as a network takes it: given as numbers or as an image. */
export async function sampleOf(body: { input?: unknown; image?: { base64: string } }, shape: Shape, predictor: ApiDeps['predictor']): Promise<Float32Array> {
  try {
    return await inputsOf({ inputs: body.input === undefined ? undefined : [body.input], images: body.image === undefined ? undefined : [body.image] }, shape, predictor);
  } catch (error) {
    if (!(error instanceof TrainyardError) || error.kind !== 'spec') throw error;
    const issues = error.issues.map((issue) => ({ ...issue, pointer: issue.pointer.replace(/^#\/(input|image)s\/0/, '#/$1') }));
    throw new TrainyardError(error.code, error.message, { hint: error.hint, issues });
  }
}

async function inputsOf(body: Pick<Asked, 'inputs' | 'images'>, shape: Shape, predictor: ApiDeps['predictor']): Promise<Float32Array> {
  if ((body.inputs === undefined) === (body.images === undefined)) {
    throw specError('invalid-input', '#/inputs', 'Give inputs or images: one of the two.', 'Give {"inputs": [[...]]} or {"images": [{"base64": "..."}]}.');
  }
  if (body.inputs !== undefined) return flattenSamples(body.inputs as unknown[], shape);
  return predictor.decodeImages((body.images ?? []).map(imageOf), shape);
}

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

function imageOf({ base64 }: { base64: string }, index: number): Uint8Array {
  if (!BASE64.test(base64)) {
    throw specError('invalid-image', `#/images/${index}/base64`, 'This is not base64.', 'Encode the bytes of the PNG or JPEG file, without a data: prefix or line breaks.');
  }
  return Buffer.from(base64, 'base64');
}

function rowsOf(body: Buffer, shape: Shape): Float32Array {
  const rowBytes = sizeOf(shape) * 4;
  if (body.length === 0 || body.length % rowBytes !== 0) {
    throw new TrainyardError('invalid-input', `A body of ${body.length} bytes is no whole number of rows of ${rowBytes} bytes.`, {
      hint: `Send ${sizeOf(shape)} little-endian float32 values per sample.`,
    });
  }
  const rows = new Float32Array(body.length / 4);
  if (LITTLE_ENDIAN) new Uint8Array(rows.buffer).set(body);
  else rows.forEach((_, index) => (rows[index] = body.readFloatLE(4 * index)));
  return rows;
}

const LITTLE_ENDIAN = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

function littleEndian(values: Float32Array): Buffer {
  const bytes = Buffer.from(values.buffer, values.byteOffset, values.byteLength);
  return LITTLE_ENDIAN ? bytes : bytes.swap32();
}

const rowsOfOutputs = (outputs: Float32Array, columns: number): number[][] => Array.from({ length: outputs.length / columns }, (_, row) => [...outputs.subarray(row * columns, (row + 1) * columns)]);

interface Answering extends Pick<ModelVersion, 'model' | 'classes' | 'inputShape' | 'target'> {
  version: number | null;
  /** of a job */
  step?: number;
}

function answerOf(answering: Answering, outputs: Float32Array, { body, request, reply }: Exchange & { body: Asked | null }): Answer | Buffer {
  if (request.headers.accept?.includes(BINARY)) {
    void reply.type(BINARY);
    return littleEndian(outputs);
  }
  const { model, version, step, classes, inputShape, target } = answering;
  const who = { model, version, ...(step !== undefined && { step }) };
  if (target === 'input') return { ...who, predictions: [], reconstructions: rowsOfOutputs(outputs, sizeOf(inputShape)) };
  const { topK, output } = body ?? { topK: 3, output: 'probabilities' };
  const columns = classes.length;
  const predictions = Array.from({ length: outputs.length / columns }, (_, row) => {
    const probabilities = [...outputs.subarray(row * columns, (row + 1) * columns)];
    const ranked = probabilities
      .map((probability, index) => ({ label: classes[index], index, probability }))
      .sort((a, b) => b.probability - a.probability || a.index - b.index)
      .slice(0, topK);
    return { ...ranked[0], ...(output === 'probabilities' ? { probabilities } : {}), topK: ranked };
  });
  return { ...who, predictions };
}
