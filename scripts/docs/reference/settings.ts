/** Every environment variable. One that is added to src/config.ts does not pass the type check before it is explained here. */
import { table } from '../../../bench/report.ts';
import { VARIABLES } from '../../../src/config.ts';
import { cell, HEAD } from './schema-text.ts';

interface Setting {
  /** as it would be written; a test compares it with what happens without the variable */
  default: string;
  /** where the default is no value but a rule */
  rule?: string;
  purpose: string;
}

export const SETTINGS: Record<keyof typeof VARIABLES, Setting> = {
  HOST: { default: '127.0.0.1', purpose: 'Address to listen on. Beyond loopback: [behind a proxy](../how-to/behind-a-proxy.md).' },
  PORT: { default: '8080', purpose: '`npm start` takes the next port when this one is busy, and says so.' },
  HEALTH_PORT: { default: '0', purpose: 'Of the consumer: `/livez`, `/readyz` and `/metrics` on HOST, without a key ([observability](../observability.md)).' },
  DATA_DIR: { default: './data', purpose: 'Holds api-key, redis, store, cache and uploaded datasets.' },
  DATASETS_DIR: { default: '', rule: 'none', purpose: 'Folder searched first for dataset files; never written.' },
  REDIS_URL: { default: '', rule: 'a private Redis on a unix socket', purpose: 'The queue and the records of jobs ([scale out](../operations/scale-out.md)).' },
  STORE_URL: { default: '', rule: 'the folder `store` of DATA_DIR', purpose: 'Specs, archives, checkpoints and models ([store](../store.md)).' },
  WORKER_THREADS: { default: '', rule: 'all cores', purpose: 'Threads that train; a job takes as many as its `threads` says, or as help its network.' },
  KERNELS: { default: 'auto', purpose: 'Build of the arithmetic. `auto` takes multiply-add where the engine has it; `reference` is the readable one.' },
  TRAINYARD_API_KEY: { default: '', rule: 'generated at the first start into the file `api-key` of DATA_DIR', purpose: 'The root key ([SECURITY.md](../../SECURITY.md)).' },
  AUTH: { default: 'on', purpose: '`off`: no key is asked for.' },
  TRUSTED_PROXIES: { default: '', rule: 'none', purpose: 'Reverse proxies whose `X-Forwarded-For` and `X-Forwarded-Proto` are believed ([behind a proxy](../how-to/behind-a-proxy.md)).' },
  LOG_LEVEL: { default: 'info', purpose: 'How much is logged ([observability](../observability.md)).' },
  TRAINYARD_NO_DOWNLOAD: { default: '0', purpose: '1: nothing is fetched from anywhere.' },
  MEMORY_LIMIT_MB: { default: '2048', purpose: 'A job that needs more is refused.' },
  UPLOAD_LIMIT_MB: { default: '512', purpose: 'An uploaded dataset that is larger is refused.' },
  MODEL_CACHE_MB: { default: '512', purpose: 'Weights that serving keeps in memory; what was used longest ago goes first.' },
  PREDICT_BATCH_WINDOW_MS: { default: '0', purpose: 'How long samples wait for others while something is computed.' },
  PREDICT_MAX_BATCH: { default: '64', purpose: 'How many samples are computed together.' },
  RATE_LIMIT: { default: '6000', purpose: 'Requests a minute of a key, and of an address without one; 0: any number.' },
  PREDICT_RATE_LIMIT: { default: '0', purpose: 'Predictions a minute of a key; 0: any number, and the queue says when it is full.' },
  MAX_QUEUED_JOBS: { default: '10000', purpose: 'Queued jobs of a key that has no limit of its own.' },
  RETENTION_DAYS: { default: '90', purpose: 'Jobs that ended longer ago leave Redis; their archive answers on ([retention](../operations/retention.md)).' },
  CHECKPOINT_RETENTION_DAYS: { default: '30', purpose: 'Of jobs that ended longer ago only the last checkpoint stays.' },
  RETENTION_ARCHIVE: { default: 'keep', purpose: '`remove`: the archive goes with the record, unless a model came of the job.' },
  DISK_RESERVE_MB: { default: '200', purpose: 'With less free on a disk that is written to, `/readyz` says no; 0: nobody looks.' },
};

export function settingsPage(): string {
  return `${HEAD}# Settings

Environment variables, or lines of a file \`.env\` in the folder where the service is started; variables already set win. A value that cannot work stops the start and names itself.

${table(Object.entries(SETTINGS), [
    { title: 'variable', cell: ([name]) => `\`${name}\`` },
    { title: 'default', cell: ([, setting]) => setting.rule ?? `\`${setting.default}\`` },
    { title: 'takes', cell: ([name]) => cell(VARIABLES[name as keyof typeof VARIABLES]) },
    { title: '', cell: ([, setting]) => cell(setting.purpose) },
  ])}

The AWS SDK reads its own variables where \`STORE_URL\` is a bucket ([store](../store.md)), and Node its own, such as \`NODE_EXTRA_CA_CERTS\`.
`;
}
