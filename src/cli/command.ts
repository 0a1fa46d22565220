import type { Command } from 'commander';
import type { Context } from './context.ts';

/** Wraps what a command does: gives it the context, and takes its exit code if it has one. */
export type Run = <A extends unknown[]>(action: (context: Context, ...given: A) => Promise<number | void>) => (...given: A) => Promise<void>;

/** A command: adds itself to the program. */
export type CliCommand = (program: Command, run: Run) => void;
