/** `trainyard`: the command line. */
import { callOf, createContext } from './context.ts';
import { createInput } from './input.ts';
import { createOutput } from './output.ts';
import { runCommandLine } from './program.ts';
import { readEnvironment } from './settings.ts';

// somebody who reads the first lines only (`| head`) is no error
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

const folder = process.cwd();
const env = readEnvironment(folder, process.env);
// `npm run cli` starts in the folder of package.json, and says where the user stood
const stood = env.npm_lifecycle_event === 'cli' ? (env.INIT_CWD ?? folder) : folder;

const { stdout, stderr, stdin } = process;
process.exitCode = await runCommandLine(process.argv.slice(2), {
  stdout,
  stderr,
  contextOf: ({ json = false, url }) => createContext({ env, folder, url, me: callOf(env), input: createInput(stood, stdin), output: createOutput({ json, env, stdout, stderr }) }),
});
