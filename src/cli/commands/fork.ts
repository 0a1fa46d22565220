import { followJob } from '../follow.ts';
import { wholeNumber } from '../numbers.ts';
import type { CliCommand } from '../command.ts';
import { withChanges } from '../spec.ts';

export const fork: CliCommand = (program, run) => {
  program.command('fork <id>')
    .description('go on from a checkpoint of a job with members of its spec changed, as a new job')
    .option('--step <step>', 'of the checkpoint; by default the last', (text) => wholeNumber('--step', text))
    .option('-s, --set <member=value>', 'change a member, such as optimizer.learningRate=0.001; may be repeated', (value, all: string[]) => [...all, value], [] as string[])
    .option('-w, --watch', 'watch it until it ends')
    .action(run(async (context, id: string, { step, set, watch }: { step?: number; set: string[]; watch?: boolean }) => {
      const job = await context.client().jobs.fork(id, { ...(step !== undefined && { step }), spec: withChanges({}, set) });
      if (watch) return followJob(context, job.id);
      context.output.answer(job, () => `${job.id}\n  ${context.me} watch ${job.id}`);
    }));
};
