import { followJob } from '../follow.ts';
import type { CliCommand } from '../command.ts';

export const retry: CliCommand = (program, run) => {
  program.command('retry <id>')
    .description('the same job again, as a new one')
    .option('-w, --watch', 'watch it until it ends')
    .action(run(async (context, id: string, { watch }: { watch?: boolean }) => {
      const job = await context.client().jobs.retry(id);
      if (watch) return followJob(context, job.id);
      context.output.answer(job, () => `${job.id}\n  ${context.me} watch ${job.id}`);
    }));
};
