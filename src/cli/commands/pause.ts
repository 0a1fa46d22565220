import type { CliCommand } from '../command.ts';

export const pause: CliCommand = (program, run) => {
  program.command('pause <id>')
    .description('let a job write a checkpoint and wait')
    .action(run(async (context, id: string) => {
      const job = await context.client().jobs.pause(id);
      context.output.answer(job, () => `${job.id} is ${job.status}`);
    }));
};
