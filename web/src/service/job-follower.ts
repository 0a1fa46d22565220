import { signal } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import type { Job, JobEvent } from '../../../src/client/index.ts';
import { toNumber } from '../format.ts';
import { untilAnswered } from './again.ts';
import { client } from './client.ts';
import { Lag } from './lag.ts';
import { sessionEndedBy } from './session.ts';

/** By metric: [step, value], steps ascending. */
export type Series = Readonly<Record<string, readonly (readonly [number, number])[]>>;

export type Connection = 'connecting' | 'live' | 'lost' | 'over';

/** Why what is shown is old, and how old it is at least. */
export interface Behind {
  why: 'lost' | 'silent' | 'catchingUp';
  seconds: number;
}

export interface LogLine {
  seq: number;
  at: string;
  step: number;
  text: string;
}

const DRAW_MS = 150;
const REFRESH_MS = 400;
const LOG_LINES = 200;
/** How often the service is asked whether the stream keeps up with it, and how long that may take. */
const CHECK_MS = 2000;
const ANSWER_MS = 5000;
const TICK_MS = 500;
/** So long an event may take to come, and an answer more than that, before anybody is told. */
const PATIENCE_MS = 3000;

/** One job, live: its history, then its events, each once, across lost connections. Points are kept by step, so nothing is drawn twice. */
export class JobFollower {
  readonly job = signal<Job | null>(null);
  readonly error = signal<unknown>(null);
  readonly series = signal<Series>({});
  readonly connection = signal<Connection>('connecting');
  /** null: what is shown is up to date */
  readonly behind = signal<Behind | null>(null);
  /** grows with every look inside the network */
  readonly looks = signal(0);
  readonly log = signal<readonly LogLine[]>([]);
  readonly #id: string;
  readonly #stop = new AbortController();
  readonly #points = new Map<string, Map<number, number>>();
  #lines: LogLine[] = [];
  readonly #lag = new Lag(performance.now());
  #lostAt = 0;
  #isSettled = false;
  #drawing = false;
  #refresh: ReturnType<typeof setTimeout> | null = null;
  readonly #ticking = setInterval(() => this.#tell(), TICK_MS);

  constructor(id: string) {
    this.#id = id;
    void this.#run();
    void this.#check();
  }

  stop(): void {
    this.#stop.abort();
    if (this.#refresh) clearTimeout(this.#refresh);
    clearInterval(this.#ticking);
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
    this.#isSettled = true;
    clearInterval(this.#ticking);
    this.#tell();
  }

  async #follow(signal: AbortSignal): Promise<void> {
    this.job.value = await client.jobs.get(this.#id);
    const { series } = await client.jobs.metrics(this.#id, { maxPoints: 1000 });
    this.error.value = null;
    this.#lines = []; // all events come again
    this.#refreshSoon();
    for (const [name, points] of Object.entries(series)) for (const { step, value } of points) this.#put(name, step, toNumber(value));
    this.#draw();
    const onConnection = ({ open }: { open: boolean }) => {
      if (open) this.#lag.opened(performance.now());
      else if (this.connection.value !== 'lost') this.#lostAt = performance.now();
      this.connection.value = open ? 'live' : 'lost';
    };
    for await (const event of client.jobs.events(this.#id, { signal, maxReconnects: Number.POSITIVE_INFINITY, onConnection })) this.#take(event);
    this.connection.value = 'over';
    await this.#reload();
  }

  #take(event: JobEvent): void {
    this.#lag.came(event.step, performance.now());
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

  #tell(): void {
    const before = this.behind.value;
    const now = this.#behindNow(performance.now());
    if (before?.why !== now?.why || before?.seconds !== now?.seconds) this.behind.value = now;
  }

  #behindNow(now: number): Behind | null {
    const connection = this.connection.value;
    if (this.#isSettled || (connection !== 'live' && connection !== 'lost')) return null;
    if (connection === 'lost') return { why: 'lost', seconds: Math.round((now - this.#lostAt) / 1000) };
    const silence = this.#lag.silence(now);
    if (silence > CHECK_MS + PATIENCE_MS) return { why: 'silent', seconds: Math.round(silence / 1000) };
    const behind = this.#lag.behind(now, PATIENCE_MS);
    return behind > 0 ? { why: 'catchingUp', seconds: Math.round(behind / 1000) } : null;
  }

  /** The stream alone cannot say that it is held up on its way. */
  async #check(): Promise<void> {
    const { signal } = this.#stop;
    while (!signal.aborted && !this.#isSettled) {
      if (this.connection.value === 'live') await this.#reload(AbortSignal.any([signal, AbortSignal.timeout(ANSWER_MS)])).catch(() => undefined); // the silence is told
      await new Promise((resolve) => setTimeout(resolve, CHECK_MS));
    }
  }

  /** Gathers what comes in quick succession into one drawing. */
  #draw(): void {
    if (this.#drawing) return;
    this.#drawing = true;
    setTimeout(() => {
      this.#drawing = false;
      this.series.value = Object.fromEntries([...this.#points].map(([name, points]) => [name, [...points].sort(([a], [b]) => a - b)]));
      this.log.value = this.#lines;
    }, DRAW_MS);
  }

  /** The job's own document has what events do not tell: attempts, warnings, places in the queue. */
  #refreshSoon(): void {
    this.#refresh ??= setTimeout(() => {
      this.#refresh = null;
      void this.#reload(this.#stop.signal).catch(() => undefined); // the stream says when the service is away
    }, REFRESH_MS);
  }

  async #reload(signal?: AbortSignal): Promise<void> {
    if (this.#stop.signal.aborted) return;
    const asked = performance.now();
    const job = await client.jobs.get(this.#id, { ...(signal && { signal }), retries: 0 });
    this.#lag.said(job.finishedAt === null ? job.progress.step : Number.POSITIVE_INFINITY, { asked, now: performance.now() });
    this.job.value = job;
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
