/** What is usual at each door to the models: an address, a body, and its answer. */
import type { IncomingHttpHeaders } from 'node:http';
import { LATEST, type ModelVersion, type VersionReference } from '../../models/index.ts';
import type { Answers } from '../../serving/index.ts';
import { inferenceAnswer } from '../facades/open-inference/answer.ts';
import { readRequest } from '../facades/open-inference/request.ts';
import { HEADER_LENGTH, splitBody } from '../facades/open-inference/split-body.ts';
import { columnsOf } from '../facades/served-model.ts';
import { predictionsJson } from '../facades/tensorflow-serving/answer.ts';
import { parseRows, type Rows } from '../number-rows.ts';
import { documentOf, littleEndian, wantsRows } from '../prediction-answer.ts';
import { BINARY, float32Rows } from '../prediction-samples.ts';
import { requireFew, sizeOf } from '../samples.ts';

export interface Written {
  type: string;
  body: string | Buffer;
  /** further headers, name after name and value */
  headers?: readonly string[];
}

export interface Usual extends Rows {
  answer(answers: Answers): Written;
}

export interface Door {
  /** Matches the model's name, and the version's number or alias where the address has one. */
  address: RegExp;
  /** Null, or any error: the body is not a usual one. */
  read(version: ModelVersion, body: Buffer, headers: IncomingHttpHeaders): Usual | null;
}

export const JSON_TYPE = 'application/json';
const JSON_ANSWER = 'application/json; charset=utf-8';

const native: Door = {
  address: /^\/api\/v1\/models\/([a-z0-9._-]{1,64})(?:\/versions\/([1-9]\d{0,8}))?\/predict$/,
  read(version, body, headers) {
    const rowsWanted = wantsRows({ headers });
    const rows = headers['content-type'] === BINARY ? float32Rows(body, version.inputShape) : parseRows(body, 'inputs', version.inputShape);
    if (rows === null) return null;
    if (rowsWanted) return { ...rows, answer: ({ outputs }) => ({ type: BINARY, body: littleEndian(outputs) }) };
    requireFew(rows.count, version.target === 'input' ? sizeOf(version.inputShape) : 4 * version.classes.length, '#/inputs');
    return { ...rows, answer: (answers) => ({ type: JSON_ANSWER, body: JSON.stringify(documentOf(version, answers, {})) }) };
  },
};

const tensorflowServing: Door = {
  address: /^\/v1\/models\/([a-z0-9._-]{1,64})(?:\/(?:versions|labels)\/([a-z0-9._-]{1,64}))?:predict$/,
  read(version, body, headers) {
    const rows = headers['content-type'] === BINARY ? null : parseRows(body, 'instances', version.inputShape);
    if (rows === null) return null;
    requireFew(rows.count, columnsOf(version), '#/instances');
    return { ...rows, answer: ({ outputs }) => ({ type: JSON_ANSWER, body: predictionsJson('row', outputs, columnsOf(version)) }) };
  },
};

const openInference: Door = {
  address: /^\/v2\/models\/([a-z0-9._-]{1,64})(?:\/versions\/([a-z0-9._-]{1,64}))?\/infer$/,
  read(version, body, headers) {
    const asked = readRequest(splitBody(body, headers[HEADER_LENGTH]), (bytes) => JSON.parse(bytes.toString('utf8')) as unknown, version);
    if (!asked.binaryOutput) requireFew(asked.count, columnsOf(version), '#/inputs/0/shape');
    return {
      ...asked,
      answer({ outputs }) {
        const { type, head, body: written } = inferenceAnswer(version, asked, outputs);
        return { type, body: written, ...(head !== undefined && { headers: [HEADER_LENGTH, String(head)] }) };
      },
    };
  },
};

export const doors: readonly Door[] = [native, tensorflowServing, openInference];

/** A version as an address has it. A label may be a number at no door: there the other way answers. */
export const referenceOf = (text: string | undefined): VersionReference => (text === undefined ? LATEST : /^[1-9]\d{0,8}$/.test(text) ? Number(text) : text);
