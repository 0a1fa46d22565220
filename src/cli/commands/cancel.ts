import type { CliCommand } from '../command.ts';

export const cancel: CliCommand = (program, run) => {
  program.command('cancel <id>')
    .description('end a job and keep nothing of it')
    .action(run(async (context, id: string) => {
      const job = await context.client().jobs.cancel(id);
      context.output.answer(job, () => `${job.id} is ${job.status}`);
    }));
};
