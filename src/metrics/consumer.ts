import { Counter, Gauge, Histogram } from 'prom-client';
import type { ConsumerLoad, ConsumerObserver } from '../jobs/index.ts';
import { type BuildInfo, LONG, openRegistry, PREFIX, type Scrape, scrape, SHORT } from './registry.ts';

export interface ConsumerMetrics {
  /** for the consumer, which knows nothing of Prometheus */
  observer: ConsumerObserver;
  /** Asked at every scrape. */
  watch(load: () => ConsumerLoad): void;
  scrape(): Promise<Scrape>;
}

/** What a consumer did since it was started. What is true of all jobs together is the API's to tell. */
export function createConsumerMetrics(info: Omit<BuildInfo, 'process'>): ConsumerMetrics {
  const registry = openRegistry({ ...info, process: 'consumer' });
  const registers = [registry];
  const queueWait = new Histogram({ name: `${PREFIX}job_queue_wait_seconds`, help: 'Seconds from the acceptance of a job to the beginning of its first attempt.', buckets: LONG, registers });
  const duration = new Histogram({ name: `${PREFIX}job_duration_seconds`, help: 'Seconds from the beginning of a job to its end, pauses and restarts included.', labelNames: ['outcome'], buckets: LONG, registers });
  const restarts = new Counter({ name: `${PREFIX}job_restarts_total`, help: 'Attempts that went on with a job: the one before was given back in order, or lost.', labelNames: ['reason'], registers });
  const samples = new Counter({ name: `${PREFIX}train_samples_total`, help: 'Samples that went through training steps, each time they did.', registers });
  const checkpoints = new Histogram({ name: `${PREFIX}checkpoint_write_seconds`, help: 'Seconds to encode a checkpoint and to have it in the store.', buckets: SHORT, registers });
  let load: () => ConsumerLoad = () => ({ threads: 0, busy: 0 });
  void new Gauge({
    name: `${PREFIX}pool_threads`, help: 'Training threads of this consumer.', labelNames: ['state'], registers,
    collect() {
      const { threads, busy } = load();
      this.set({ state: 'busy' }, busy);
      this.set({ state: 'idle' }, threads - busy);
    },
  });
  // series that exist from the beginning: a rate is right from the first event on
  for (const reason of ['handed-back', 'lost']) restarts.inc({ reason }, 0);
  for (const outcome of ['succeeded', 'failed', 'cancelled']) duration.zero({ outcome });
  return {
    observer: {
      began: (seconds) => queueWait.observe(seconds),
      restarted: (reason) => restarts.inc({ reason }),
      ended: (outcome, seconds) => duration.observe({ outcome }, seconds),
      trained: (count) => samples.inc(count),
      saved: (seconds) => checkpoints.observe(seconds),
    },
    watch: (given) => {
      load = given;
    },
    scrape: () => scrape(registry),
  };
}
