import type { JobEvent } from '../../client/index.ts';
import type { CliCommand } from '../command.ts';
import { EXIT } from '../exit-codes.ts';

const SHOWN: readonly JobEvent['type'][] = ['status', 'log', 'warning', 'checkpoint', 'metrics', 'end'];

export const logs: CliCommand = (program, run) => {
  program.command('logs <id>')
    .description('what happened to a job: states, messages, warnings, checkpoints, metrics')
    .option('-f, --follow', 'go on until it ends; Ctrl-C leaves it running')
    .option('--every', 'progress too')
    .action(run(async (context, id: string, { follow, every }: { follow?: boolean; every?: boolean }) => {
      const { output } = context;
      const client = context.client();
      const show = (event: JobEvent) => (every || SHOWN.includes(event.type) ? output.item(event, () => lineOf(event)) : undefined);
      if (!follow) return (await client.jobs.eventLog(id)).data.forEach(show);
      const detach = new AbortController();
      const onInterrupt = () => detach.abort();
      process.once('SIGINT', onInterrupt);
      try {
        for await (const event of client.jobs.events(id, { signal: detach.signal })) show(event);
        return EXIT.done;
      } catch (error) {
        if (!detach.signal.aborted) throw error;
        return EXIT.detached;
      } finally {
        process.off('SIGINT', onInterrupt);
      }
    }));
};

function lineOf({ at, type, step, data }: JobEvent): string {
  const { message, ...rest } = data;
  const text = typeof message === 'string' ? message : Object.entries(rest).map(([name, value]) => `${name} ${typeof value === 'number' && !Number.isInteger(value) ? value.toPrecision(5) : typeof value === 'object' ? JSON.stringify(value) : String(value)}`).join('  ');
  return `${at}  ${type.padEnd(10)}  step ${step}  ${text}`;
}
