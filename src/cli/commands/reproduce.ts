import { followJob } from '../follow.ts';
import type { CliCommand } from '../command.ts';

export const reproduce: CliCommand = (program, run) => {
  program.command('reproduce <id>')
    .description('the same job again; says whether the bytes are identical')
    .option('-w, --watch', 'watch it until it ends')
    .action(run(async (context, id: string, { watch }: { watch?: boolean }) => {
      const job = await context.client().jobs.reproduce(id);
      if (watch) return followJob(context, job.id);
      context.output.answer(job, () => `${job.id}\n  ${context.me} watch ${job.id}`);
    }));
};
