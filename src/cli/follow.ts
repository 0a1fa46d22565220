/** Watching a job until it ends; Ctrl-C leaves it alone. */
import type { Job, JobEvent } from '../client/index.ts';
import type { Context } from './context.ts';
import { EXIT } from './exit-codes.ts';
import { createLiveView } from './terminal/live.ts';
import { createProgressView } from './terminal/progress.ts';

export interface View {
  show(event: JobEvent): void;
  note(text: string): void;
  finish(): void;
}

const ENDINGS: Partial<Record<Job['status'], number>> = { failed: EXIT.jobFailed, cancelled: EXIT.jobCancelled };

/** Shows the events of a job and how it ended; gives the exit code. With `--json` one event a line, and the job as the last. */
export async function followJob(context: Context, id: string): Promise<number> {
  const { output, me } = context;
  const client = context.client();
  const detach = new AbortController();
  const onInterrupt = () => detach.abort(DETACHED);
  process.once('SIGINT', onInterrupt);
  const view = output.json ? jsonView(context) : output.stdout.isTTY ? createLiveView(output.stdout, output.colours) : createProgressView(output.stdout);
  try {
    const job = await client.jobs.get(id, { signal: detach.signal });
    view.note(`${job.id}: ${job.spec.model} on ${String(job.spec.dataset.name)}${output.stdout.isTTY ? ' (Ctrl-C leaves it running)' : ''}`);
    for await (const event of client.jobs.events(id, { signal: detach.signal, onConnection: (state) => state.open || view.note(`the connection was lost; trying again in ${Math.ceil(state.retryInMs / 1000)} s`) })) view.show(event);
    view.finish();
    const ended = await client.jobs.get(id, { signal: detach.signal });
    output.item(ended, () => describeEnd(ended, me));
    return ENDINGS[ended.status] ?? EXIT.done;
  } catch (error) {
    view.finish();
    if (error !== DETACHED) throw error;
    output.note(`Detached: job ${id} goes on.\n  ${me} watch ${id}    comes back to it\n  ${me} cancel ${id}   ends it`);
    return EXIT.detached;
  } finally {
    process.off('SIGINT', onInterrupt);
  }
}

const DETACHED = new Error('detached');

function jsonView({ output }: Context): View {
  return { show: (event) => output.item(event, () => null), note: () => {}, finish: () => {} };
}

export function describeEnd({ id, status, error, metrics, result, stopReason }: Job, me: string): string {
  if (status === 'failed') return `job ${id} failed: ${error?.message ?? 'for an unknown reason'}${error?.hint ? `\n  ${error.hint}` : ''}`;
  if (status !== 'succeeded' || result === null) return `job ${id} is ${status}`;
  const figures = Object.entries(metrics).flatMap(([name, value]) => (typeof value === 'number' ? [`${name} ${value.toFixed(4)}`] : []));
  return `job ${id} succeeded${stopReason === null ? '' : ` (${stopReason})`}: ${result.model}, version ${result.version}\n  ${figures.join('  ')}\n  ${me} predict ${result.model} <image or JSON>`;
}
