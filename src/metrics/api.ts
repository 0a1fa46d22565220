import { Counter, Gauge, Histogram } from 'prom-client';
import type { JobCounts } from '../jobs/index.ts';
import { Gathered } from './gathered.ts';
import { Names } from './names.ts';
import { type BuildInfo, openRegistry, PREFIX, type Scrape, scrape, SHORT } from './registry.ts';

const BATCHES = [1, 2, 4, 8, 16, 32, 64, 128, 256];

export interface ApiMetrics {
  /** A request for predictions was answered. */
  predicted(request: { model: string; status: number; seconds: number }): void;
  /** So many samples were computed together. */
  computed(samples: number): void;
  /** So many event streams are open. */
  streams(open: number): void;
  scrape(): Promise<Scrape>;
}

export interface ApiMetricsOptions extends Omit<BuildInfo, 'process'> {
  /** Facts about all jobs, asked at every scrape. */
  counts(): Promise<JobCounts>;
}

/** What the API did since it was started, and how the jobs stand. */
export function createApiMetrics({ counts, ...info }: ApiMetricsOptions): ApiMetrics {
  const registry = openRegistry({ ...info, process: 'api' });
  const registers = [registry];
  const jobsTotal = new Counter({ name: `${PREFIX}jobs_total`, help: 'Times a job came into a state; "queued" also when it waits again.', labelNames: ['state'], registers });
  const jobsInState = new Gauge({ name: `${PREFIX}jobs_in_state`, help: 'Jobs that are in a state now.', labelNames: ['state'], registers });
  const requests = new Counter({ name: `${PREFIX}predict_requests_total`, help: 'Answered requests for predictions.', labelNames: ['model', 'code'], registers });
  const seconds = new Histogram({ name: `${PREFIX}predict_duration_seconds`, help: 'Seconds from a request for predictions to its answer, of those that were answered with predictions.', labelNames: ['model'], buckets: SHORT, registers });
  const batches = new Histogram({ name: `${PREFIX}predict_batch_size`, help: 'Samples that were computed together.', buckets: BATCHES, registers });
  const streams = new Gauge({ name: `${PREFIX}sse_clients`, help: 'Open event streams.', registers });
  const names = new Names();
  const answered = new Map<string, Gathered>();
  const computed = new Gathered((samples) => samples.forEach((count) => batches.observe(count)));

  /** Of a model that answers: by its name, as long as names have labels of their own. */
  function answersOf(model: string): Gathered {
    const label = names.label(model, true);
    let gathered = answered.get(label);
    if (!gathered) {
      const [count, time] = [requests.labels(label, '200'), seconds.labels(label)];
      answered.set(label, (gathered = new Gathered((times) => {
        count.inc(times.length);
        times.forEach((took) => time.observe(took));
      })));
    }
    return gathered;
  }

  function flush(): void {
    for (const gathered of [computed, ...answered.values()]) gathered.flush();
  }

  /** Without Redis nobody knows how the jobs stand: the series are missing, and the rest is told. */
  async function readJobs(): Promise<void> {
    jobsTotal.reset();
    jobsInState.reset();
    const { inState, entered } = await counts().catch(() => ({ inState: {}, entered: {} }));
    for (const [state, count] of Object.entries(inState)) jobsInState.set({ state }, count);
    for (const [state, count] of Object.entries(entered)) jobsTotal.inc({ state }, count);
  }

  let reading: Promise<Scrape> | null = null;
  return {
    predicted({ model, status, seconds: took }) {
      if (status === 200) (answered.get(model) ?? answersOf(model)).add(took);
      else requests.inc({ model: names.label(model, false), code: status });
    },
    computed: (samples) => computed.add(samples),
    streams: (open) => streams.set(open),
    // two scrapes at once are one: what is reset for one must not be missing in the other
    scrape: () => (reading ??= readJobs().then(() => {
      flush();
      return scrape(registry);
    }).finally(() => {
      reading = null;
    })),
  };
}
