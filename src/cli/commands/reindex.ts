import { runEntry } from '../entries.ts';
import type { CliCommand } from '../command.ts';

/** Prints what it found itself. */
export const reindex: CliCommand = (program, run) => {
  program.command('reindex')
    .description('fill Redis again from the store alone; without REDIS_URL the service has to be stopped')
    .action(run(({ env, folder }) => runEntry('reindex', { env, folder })));
};
