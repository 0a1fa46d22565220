import { signal } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import type { Job, JobEvent } from '../../../src/client/index.ts';
import { toNumber } from '../format.ts';
import { untilAnswered } from './again.ts';
import { client } from './client.ts';
import { sessionEndedBy } from './session.ts';

/** By metric: [step, value], steps ascending. */
export type Series = Readonly<Record<string, readonly (readonly [number, number])[]>>;

export type Connection = 'connecting' | 'live' | 'lost' | 'over';

export interface LogLine {
  seq: number;
  at: string;
  step: number;
  text: string;
}

const DRAW_MS = 150;
const REFRESH_MS = 400;
const QUEUE_MS = 2000;
const LOG_LINES = 200;
/** Events that come so much later than the promptest one count as late. */
const LATE_SECONDS = 4;

/** One job, live: its history, then its events, each once, across lost connections. Points are kept by step, so nothing is drawn twice. */
export class JobFollower {
  readonly job = signal<Job | null>(null);
  readonly error = signal<unknown>(null);
  readonly series = signal<Series>({});
  readonly connection = signal<Connection>('connecting');
  /** seconds that what is shown lies behind; 0: it does not */
  readonly behind = signal(0);
  /** grows with every look inside the network */
  readonly looks = signal(0);
  readonly log = signal<readonly LogLine[]>([]);
  readonly #id: string;
  readonly #stop = new AbortController();
  readonly #points = new Map<string, Map<number, number>>();
  #lines: LogLine[] = [];
  #promptest = Number.POSITIVE_INFINITY;
  #late = 0;
  #drawing = false;
  #refresh: ReturnType<typeof setTimeout> | null = null;

  constructor(id: string) {
    this.#id = id;
    void this.#run();
  }

  stop(): void {
    this.#stop.abort();
    if (this.#refresh) clearTimeout(this.#refresh);
  }

  /** Shows a job that a verb answered with. */
  show(job: Job): void {
    this.job.value = job;
    this.#refreshSoon();
  }

  async #run(): Promise<void> {
    const { signal } = this.#stop;
    await untilAnswered(() => this.#follow(signal), signal, (error) => {
      sessionEndedBy(error);
      this.error.value = error;
    });
  }

  async #follow(signal: AbortSignal): Promise<void> {
    this.job.value = await client.jobs.get(this.#id);
    const { series } = await client.jobs.metrics(this.#id, { maxPoints: 1000 });
    this.error.value = null;
    this.#lines = []; // all events come again
    this.#refreshSoon();
    for (const [name, points] of Object.entries(series)) for (const { step, value } of points) this.#put(name, step, toNumber(value));
    this.#draw();
    const onConnection = ({ open }: { open: boolean }) => (this.connection.value = open ? 'live' : 'lost');
    for await (const event of client.jobs.events(this.#id, { signal, maxReconnects: Number.POSITIVE_INFINITY, onConnection })) this.#take(event);
    this.connection.value = 'over';
    await this.#reload();
  }

  #take(event: JobEvent): void {
    this.#timed(event.at);
    if (event.type === 'metrics') for (const [name, value] of Object.entries(event.data)) this.#put(name, event.step, toNumber(value));
    else if (event.type === 'progress') this.#progress(event);
    else if (event.type === 'insights') this.looks.value += 1;
    else this.#note(event);
    this.#draw();
  }

  #progress({ step, data }: JobEvent): void {
    const { loss: _, ...progress } = data as Job['progress'] & { loss?: unknown };
    const job = this.job.value;
    if (job && job.status !== 'succeeded' && step >= job.progress.step) this.job.value = { ...job, progress: { ...job.progress, ...progress } };
  }

  #note({ seq, at, step, type, data }: JobEvent): void {
    const text = typeof data.message === 'string' ? data.message : Object.entries({ [type]: '', ...data }).map(([name, value]) => (value === '' ? name : `${name} ${String(value)}`)).join(', ');
    this.#lines = [...this.#lines.slice(1 - LOG_LINES), { seq, at, step, text }];
    this.#refreshSoon();
  }

  #put(name: string, step: number, value: number): void {
    const points = this.#points.get(name) ?? new Map<number, number>();
    points.set(step, value);
    this.#points.set(name, points);
  }

  #timed(at: string): void {
    const late = (Date.now() - Date.parse(at)) / 1000;
    this.#promptest = Math.min(this.#promptest, late);
    this.#late = late - this.#promptest;
  }

  /** Gathers what comes in quick succession into one drawing. */
  #draw(): void {
    if (this.#drawing) return;
    this.#drawing = true;
    setTimeout(() => {
      this.#drawing = false;
      this.series.value = Object.fromEntries([...this.#points].map(([name, points]) => [name, [...points].sort(([a], [b]) => a - b)]));
      this.log.value = this.#lines;
      this.behind.value = this.#late > LATE_SECONDS ? Math.round(this.#late) : 0;
    }, DRAW_MS);
  }

  /** The job's own document has what events do not tell: attempts, warnings, places in the queue. */
  #refreshSoon(milliseconds = REFRESH_MS): void {
    this.#refresh ??= setTimeout(() => {
      this.#refresh = null;
      void this.#reload().catch(() => undefined); // the stream says when the service is away
    }, milliseconds);
  }

  async #reload(): Promise<void> {
    if (this.#stop.signal.aborted) return;
    this.job.value = await client.jobs.get(this.#id);
    if (this.job.value.status === 'queued') this.#refreshSoon(QUEUE_MS);
  }
}

export function useJob(id: string): JobFollower | null {
  const [follower, setFollower] = useState<JobFollower | null>(null);
  useEffect(() => {
    const made = new JobFollower(id);
    setFollower(made);
    return () => made.stop();
  }, [id]);
  return follower;
}
