import type { CliCommand } from '../command.ts';
import { runEntry } from '../entries.ts';

/** The whole service in one process tree, as `npm start` runs it. */
export const up: CliCommand = (program, run) => {
  program.command('up')
    .description('run the whole service: a private Redis, the API and a consumer, until Ctrl-C')
    .option('--port <number>', 'instead of PORT or 8080')
    .option('--host <address>', 'instead of HOST or 127.0.0.1')
    .option('--data <folder>', 'where everything is kept, instead of DATA_DIR or ./data')
    .action(run(async ({ env, folder, output, input }, { port, host, data }: { port?: string; host?: string; data?: string }) => {
      const given = { ...(port !== undefined && { PORT: port }), ...(host !== undefined && { HOST: host }), ...(data !== undefined && { DATA_DIR: input.path(data) }) };
      // with --json the one line says what a program has to know; the key is not for every log, and lies in the data folder
      const onMessage = (message: unknown) => {
        const { url, pids } = message as { url: string; pids: object };
        if (output.json) output.item({ type: 'ready', url, pids }, () => null);
      };
      return runEntry('main', { env: { ...env, ...given }, folder, onMessage, stdout: output.json ? 'ignore' : 'inherit' });
    }));
};
