/** From a network's outputs to what a predict request is answered with. */
import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { ModelVersion } from '../models/index.ts';
import type { Answers, LayerActivations } from '../serving/index.ts';
import { type Asked, BINARY, LITTLE_ENDIAN } from './prediction-samples.ts';
import { sizeOf } from './samples.ts';
import type { predictResponseSchema } from './schemas/model.ts';

export type Answer = z.output<typeof predictResponseSchema>;

export interface Exchange {
  request: FastifyRequest;
  reply: FastifyReply;
}

type Looked = Answers & { activations?: LayerActivations[] };

export interface Answering extends Pick<ModelVersion, 'model' | 'classes' | 'inputShape' | 'target'> {
  version: number | null;
  /** of a job */
  step?: number;
}

/** A document, or rows of little-endian float32 where the client asks for them. */
export function answerOf(answering: Answering, answers: Looked, { body, request, reply }: Exchange & { body: Asked | null }): Answer | Buffer {
  if (!wantsRows(request)) return documentOf(answering, answers, body ?? {});
  void reply.type(BINARY);
  return littleEndian(body?.output === 'logits' ? answers.raw : answers.outputs);
}

export const wantsRows = ({ headers: { accept } }: { headers: IncomingHttpHeaders }): boolean => accept?.includes(BINARY) ?? false;

export function documentOf({ model, version, step, classes, inputShape, target }: Answering, { outputs, raw, activations }: Looked, { topK = 3, output = 'probabilities' }: Pick<Partial<Asked>, 'topK' | 'output'>): Answer {
  const who = { model, version, ...(step !== undefined && { step }) };
  const looks = activations && { activations: activations.map(({ layer, type, shape, values }) => ({ layer, type, shape: [...shape], values: rowsOfOutputs(values, sizeOf(shape)) })) };
  if (target === 'input') return { ...who, predictions: [], reconstructions: rowsOfOutputs(output === 'logits' ? raw : outputs, sizeOf(inputShape)), ...looks };
  const columns = classes.length;
  const predictions = Array.from({ length: outputs.length / columns }, (_, row) => {
    const probabilities = rowOf(outputs, row, columns);
    const ranked = probabilities
      .map((probability, index) => ({ label: classes[index], index, probability }))
      .sort((a, b) => b.probability - a.probability || a.index - b.index)
      .slice(0, topK);
    return { ...ranked[0], ...(output === 'probabilities' ? { probabilities } : output === 'logits' ? { logits: rowOf(raw, row, columns) } : {}), topK: ranked };
  });
  return { ...who, predictions, ...looks };
}

const rowOf = (values: Float32Array, row: number, columns: number): number[] => [...values.subarray(row * columns, (row + 1) * columns)];

const rowsOfOutputs = (outputs: Float32Array, columns: number): number[][] => Array.from({ length: outputs.length / columns }, (_, row) => rowOf(outputs, row, columns));

export function littleEndian(values: Float32Array): Buffer {
  const bytes = Buffer.from(values.buffer, values.byteOffset, values.byteLength);
  return LITTLE_ENDIAN ? bytes : bytes.swap32();
}
