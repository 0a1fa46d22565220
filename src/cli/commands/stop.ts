import type { CliCommand } from '../command.ts';

export const stop: CliCommand = (program, run) => {
  program.command('stop <id>')
    .description('end a job early and keep the best model so far')
    .action(run(async (context, id: string) => {
      const job = await context.client().jobs.stop(id);
      context.output.answer(job, () => `${job.id} is ${job.status}`);
    }));
};
