import { followJob } from '../follow.ts';
import { wholeNumber } from '../numbers.ts';
import type { CliCommand } from '../command.ts';

export const resume: CliCommand = (program, run) => {
  program.command('resume <id>')
    .description('let a paused job go on')
    .option('--threads <count>', 'on so many threads; auto: on as many as help', (text) => (text === 'auto' ? null : wholeNumber('--threads', text)))
    .option('-w, --watch', 'watch it until it ends')
    .action(run(async (context, id: string, { threads, watch }: { threads?: number | null; watch?: boolean }) => {
      const job = await context.client().jobs.resume(id, threads === undefined ? {} : { threads });
      if (watch) return followJob(context, id);
      context.output.answer(job, () => `${job.id} is ${job.status}`);
    }));
};
