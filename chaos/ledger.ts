/** What was accepted, what was seen of it, and whether it came out as it should. */
import type { Job, JobEvent } from '../src/client/index.ts';
import type { Kind, Kinds } from './jobs.ts';
import type { World } from './world.ts';

export interface Counts {
  accepted: number;
  lost: number;
  /** jobs that reached a terminal state not exactly once */
  terminalTwice: number;
  /** versions beyond one for each job that succeeded */
  registeredTwice: number;
  /** jobs whose weights are not those of the undisturbed run, but for those that a user stopped */
  differentWeights: number;
  watchers: number;
  /** watchers that missed an event, saw one twice, or not the end */
  unfaithful: number;
  attempts: number;
  /** jobs whose log has a word of an attempt after a later one had begun */
  staleWrites: number;
}

/** Weights of the undisturbed runs, by kind: what every other run has to give. */
export type References = ReadonlyMap<Kind, string>;

interface Entry {
  kind: Kind;
  id: string;
  watcher: Promise<JobEvent[]>;
}

const TERMINAL = ['succeeded', 'failed', 'cancelled'];

export class Ledger {
  readonly #world: World;
  readonly #kinds: Kinds;
  readonly #references: References;
  readonly #entries: Entry[] = [];
  #keys = 0;

  constructor(world: World, kinds: Kinds, references: References) {
    this.#world = world;
    this.#kinds = kinds;
    this.#references = references;
  }

  /** Submits a job, and follows its events from the first to the last. */
  async submit(kind: Kind, changes: object = {}): Promise<string> {
    const id = await this.#world.submit({ ...this.#kinds[kind], ...changes }, `chaos-${(this.#keys += 1)}`);
    const watcher = this.#watch(id);
    watcher.catch(() => {}); // counted in the end
    this.#entries.push({ kind, id, watcher });
    return id;
  }

  async #watch(id: string): Promise<JobEvent[]> {
    const events: JobEvent[] = [];
    for await (const event of this.#world.client.jobs.events(id, { signal: AbortSignal.timeout(900_000) })) events.push(event);
    return events;
  }

  async ended(id: string): Promise<Job> {
    await this.#entries.find((entry) => entry.id === id)!.watcher;
    return this.#world.client.jobs.get(id);
  }

  async allEnded(): Promise<void> {
    await Promise.allSettled(this.#entries.map(({ watcher }) => watcher));
  }

  /** Waits for the end of every job, then counts. `may` are states that a scenario allows beside success. */
  async settle({ may = [] }: { may?: readonly string[] } = {}): Promise<Counts> {
    const counts: Counts = { accepted: this.#entries.length, lost: 0, terminalTwice: 0, registeredTwice: 0, differentWeights: 0, watchers: this.#entries.length, unfaithful: 0, attempts: 0, staleWrites: 0 };
    const succeeded = new Map<string, number>();
    for (const { id, kind, watcher } of this.#entries) {
      const seen = await watcher.catch(() => null);
      if (!seen || seen.at(-1)?.type !== 'end' || seen.some(({ seq }, index) => seq !== index + 1)) counts.unfaithful += 1;
      const job = await this.#world.client.jobs.get(id).catch(() => null);
      const log = job ? await this.#world.log(id) : [];
      if (!job || !TERMINAL.includes(job.status) || (job.status !== 'succeeded' && !may.includes(job.status))) {
        counts.lost += 1;
        continue;
      }
      const terminal = log.filter(({ type, data }) => type === 'status' && TERMINAL.includes(String(data.status)));
      if (terminal.length !== 1 || log.filter(({ type }) => type === 'end').length !== 1) counts.terminalTwice += 1;
      if (spokeAfterwards(log)) counts.staleWrites += 1;
      counts.attempts += job.attempts.length;
      if (job.status !== 'succeeded') continue;
      succeeded.set(job.result!.model, (succeeded.get(job.result!.model) ?? 0) + 1);
      if (job.stopReason === null && this.#references.has(kind) && job.result!.weightsSha256 !== this.#references.get(kind)) counts.differentWeights += 1;
    }
    for (const [model, jobs] of succeeded) counts.registeredTwice += Math.abs((await this.#world.client.models.get(model)).versions.length - jobs);
    return counts;
  }
}

/** Attempts are numbered as they begin; what nobody in particular said has number 0. */
function spokeAfterwards(log: readonly JobEvent[]): boolean {
  const attempts = log.map(({ attempt }) => attempt).filter((attempt) => attempt > 0);
  return attempts.some((attempt, index) => index > 0 && attempt < attempts[index - 1]);
}

/** What must be nothing in every report. */
export const FAULTLESS = { lost: 0, terminalTwice: 0, registeredTwice: 0, differentWeights: 0, unfaithful: 0, staleWrites: 0 } as const;

export const isFaultless = (counts: Counts): boolean => Object.keys(FAULTLESS).every((name) => counts[name as keyof typeof FAULTLESS] === 0);
