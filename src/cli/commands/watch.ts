import { followJob } from '../follow.ts';
import type { CliCommand } from '../command.ts';

export const watch: CliCommand = (program, run) => {
  program.command('watch <id>')
    .description('watch a job until it ends: curves of loss and accuracy, progress, warnings; Ctrl-C leaves it running')
    .action(run((context, id: string) => followJob(context, id)));
};
