import { Command, CommanderError } from 'commander';
import type { Run } from './command.ts';
import { COMMANDS } from './commands/index.ts';
import type { Context } from './context.ts';
import { EXIT, EXIT_MEANINGS } from './exit-codes.ts';
import { describeFailure, failureOf } from './failures.ts';
import type { Terminal } from './output.ts';

export interface GlobalOptions {
  json?: boolean;
  url?: string;
}

export interface Surroundings {
  stdout: Terminal;
  stderr: Terminal;
  /** called once the options are known */
  contextOf(options: GlobalOptions): Context;
}

/** Runs one command line, such as `['jobs', '--json']`; gives the exit code. */
export async function runCommandLine(words: readonly string[], { stdout, stderr, contextOf }: Surroundings): Promise<number> {
  let context: Context | null = null;
  let exitCode: number = EXIT.done;
  const program = new Command('trainyard');
  const here = () => (context ??= contextOf(program.opts<GlobalOptions>()));
  const run: Run = (action) => async (...given) => {
    exitCode = (await action(here(), ...given)) ?? EXIT.done;
  };
  program
    .description('Trains and serves neural networks: the service, its jobs and its models, from a terminal.')
    .option('--json', 'answers as JSON, for machines: one document, or one a line where things follow each other')
    .option('--url <address>', 'the service; else TRAINYARD_URL, the config file, or the one on this machine')
    .addHelpText('after', `\nExit codes:\n${Object.entries(EXIT).map(([name, code]) => `  ${String(code).padStart(3)}  ${EXIT_MEANINGS[name as keyof typeof EXIT]}`).join('\n')}`)
    .showSuggestionAfterError()
    .showHelpAfterError('(--help shows how it is used)')
    .configureOutput({ writeOut: (text) => stdout.write(text), writeErr: (text) => stderr.write(text) })
    .exitOverride();
  for (const add of COMMANDS) add(program, run);
  for (const command of everyCommand(program)) adopt(program, command);
  try {
    await program.parseAsync(words, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
    return report(error, here());
  }
}

function report(error: unknown, { me, output, settings }: Context): number {
  const failure = failureOf(error, { me, where: whereOf(settings) });
  const { exitCode, ...rest } = failure;
  output.stderr.write(`${output.json ? JSON.stringify({ error: { ...rest, exitCode } }) : describeFailure(failure)}\n`);
  return exitCode;
}

function whereOf(settings: Context['settings']): { url: string; apiKey: string } | null {
  try {
    return settings().from;
  } catch {
    return null;
  }
}

function everyCommand(parent: Command): Command[] {
  return parent.commands.flatMap((command) => [command as Command, ...everyCommand(command as Command)]);
}

/** `--json` and `--url` work behind a command as well as before it. */
function adopt(program: Command, command: Command): void {
  command.exitOverride().copyInheritedSettings(program);
  command.option('--json', 'answers as JSON, for machines').option('--url <address>', 'the service');
  command.hook('preAction', (_, acting) => {
    const { json, url } = acting.opts<GlobalOptions>();
    if (json) program.setOptionValue('json', true);
    if (url !== undefined) program.setOptionValue('url', url);
  });
}
