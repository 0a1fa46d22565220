/** Every key of the service in Redis. The braces keep them in one slot of a cluster, so that scripts may touch several. */
const TAG = '{trainyard}';

export const QUEUE_NAME = 'attempts';
export const QUEUE_PREFIX = `${TAG}:bull`;

export const keys = {
  /** hash: the job record, the truth about a job */
  job: (id: string) => `${TAG}:job:${id}`,
  /** stream: the event log; entry ids are `<seq>-0` */
  events: (id: string) => `${TAG}:job:${id}:events`,
  /** hash: step -> metrics of that step */
  points: (id: string) => `${TAG}:job:${id}:points`,
  /** hash: step -> insight of that step; outcome -> what the model reads in the test set */
  insights: (id: string) => `${TAG}:job:${id}:insights`,
  /** hash: what a request with an Idempotency-Key asked for, and its answer */
  idempotency: (key: string) => `${TAG}:idempotency:${key}`,
  /** sorted set, all scores 0: every job's id, in order of time */
  index: `${TAG}:jobs`,
  /** set: ids of jobs that are not archived yet */
  open: `${TAG}:open`,
  /** set: ids of the jobs of an API key that are not archived yet */
  owned: (keyId: string) => `${TAG}:owned:${keyId}`,
  /** hash: state -> jobs that are in it; absent until somebody asks (counts.ts) */
  inState: `${TAG}:in-state`,
  /** hash: state -> how often a job came into it */
  entered: `${TAG}:entered`,
  /** hash: consumer id -> what it says of itself */
  consumers: `${TAG}:consumers`,
  /** sorted set: consumer id -> when it was last heard of, milliseconds of Redis' clock */
  consumersSeen: `${TAG}:consumers-seen`,
  /** hash: the state of a sweep */
  sweep: (id: string) => `${TAG}:sweep:${id}`,
  /** sorted set, all scores 0: every sweep's id, in order of time */
  sweeps: `${TAG}:sweeps`,
  /** set: ids of sweeps with something left to do */
  openSweeps: `${TAG}:open-sweeps`,
  /** channel: "<id>" after each new event, and words on what changed beside jobs */
  wake: `${TAG}:wake`,
  /** channel: signals for the consumers (signals.ts) */
  control: `${TAG}:control`,
} as const;
