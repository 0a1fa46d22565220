/** Every code of an error. One that is added to src/engine/errors.ts does not pass the type check before it is explained here. */
import { table } from '../../../bench/report.ts';
import { TrainyardError } from '../../../src/engine/index.ts';
import { ERROR_CODES, type ErrorCode } from '../../../src/engine/errors.ts';
import { faultOf } from '../../../src/api/problem.ts';
import { HEAD } from './schema-text.ts';

const MEANINGS: Record<ErrorCode, string> = {
  'invalid-spec': 'A member of the document is missing or has a value that cannot work; `errors` points at each.',
  'unknown-member': 'A member that does not exist; the hint names the nearest that does.',
  'unknown-name': 'A layer, loss, optimizer, dataset, … of that name does not exist.',
  'shape-mismatch': 'A layer cannot take what the one before it gives.',
  'cyclic-graph': 'Layers wait for each other.',
  'label-count': 'The outputs of the network are not as many as the classes of the dataset.',
  'memory-limit': 'The job needs more memory than `MEMORY_LIMIT_MB` allows.',
  'not-supported': 'It could work but this version does not do it; the hint names the way round.',
  'invalid-input': 'Samples for a prediction do not have the shape or the values that the model takes.',
  'invalid-image': 'Bytes that are no picture this service reads.',
  'key-reused': 'The `Idempotency-Key` was used with another body.',
  'malformed-request': 'The request cannot be read: broken JSON, a wrong length, a wrong parameter.',
  'payload-too-large': 'The body is larger than the operation reads.',
  'unsupported-media-type': 'The operation does not read bodies of that type.',
  'unauthorized': 'The API key is missing or wrong.',
  'missing-scope': 'The API key lacks the scope that the operation needs.',
  'cross-origin': 'A page of another site sent the request with a session of this one.',
  'too-many-requests': 'More requests than `RATE_LIMIT`, or predictions than `PREDICT_RATE_LIMIT`; wait for `Retry-After`.',
  'too-many-jobs': 'The key has as many jobs as it may have; wait for one to end.',
  'not-found': 'There is no such thing.',
  'wrong-state': 'The state of the job does not allow it; the message names the state.',
  'already-exists': 'The name is taken by something else.',
  'in-flight': 'A request with this `Idempotency-Key` is still being answered.',
  'build-mismatch': 'The checkpoint was computed by other kernels, so that its job would not go on to the same bytes.',
  'diverged': 'The loss of the job was no number any more; a smaller learning rate is the usual fix. In `error` of a job.',
  'restarts-exhausted': 'The job crashed more often in a row than `limits.maxRestarts`. In `error` of a job.',
  'dataset-unavailable': 'The files of the dataset are not here and cannot be fetched; the hint says where they are looked for.',
  'dataset-corrupt': 'The files of the dataset are damaged or not what they should be.',
  'queue-unavailable': 'Redis does not answer; try again.',
  'store-unavailable': 'The store does not answer; try again.',
  'store-corrupt': 'What the store holds is not what was written by its SHA-256.',
  'checkpoint-corrupt': 'A checkpoint is damaged, or of another network; an earlier one is taken where there is one.',
  'internal': 'A mistake of ours. The log of the service has the `requestId`.',
};

export function problemsPage(): string {
  const codes = Object.keys(ERROR_CODES) as ErrorCode[];
  return `${HEAD}# Problems

Errors are documents of the type \`application/problem+json\` (RFC 9457): \`{type, title, status, detail, instance, code, hint, requestId, errors}\`. \`code\` is stable and made for programs, \`hint\` says what to
do, \`errors\` points at the members of the request that are wrong (\`#/network/layers/3\`).

${table(codes, [
    { title: 'code', cell: (code) => `\`${code}\`` },
    { title: 'status', cell: (code) => String(faultOf(new TrainyardError(code, '')).status) },
    { title: '', cell: (code) => MEANINGS[code] },
  ])}
`;
}
