/** A contender is a process that reads a question a line and answers a line; it computes only while it is asked. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface, type Interface } from 'node:readline';

export interface Question {
  network: string;
  mode: 'train' | 'infer' | 'calibrate';
  seconds: number;
  threads?: number;
  format?: 'nchw' | 'nhwc';
}

export type Answer = { rate: number } | { error: string };

export class Contender {
  readonly #child: ChildProcess;
  readonly #lines: AsyncIterator<string>;

  private constructor(child: ChildProcess, lines: Interface) {
    this.#child = child;
    this.#lines = lines[Symbol.asyncIterator]();
  }

  /** Starts it and waits for its first line: name and version. */
  static async start(command: string, args: string[], options: { env?: Record<string, string>; cwd?: string } = {}): Promise<{ contender: Contender; version: string }> {
    const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'ignore'], cwd: options.cwd, env: { ...process.env, ...options.env } });
    child.on('error', () => {});
    const contender = new Contender(child, createInterface({ input: child.stdout! }));
    const first = await contender.#next(120);
    return { contender, version: (JSON.parse(first) as { version: string }).version };
  }

  async ask(question: Question, patience = 120): Promise<Answer> {
    this.#child.stdin!.write(`${JSON.stringify(question)}\n`);
    try {
      return JSON.parse(await this.#next(patience)) as Answer;
    } catch (error) {
      this.stop();
      return { error: error instanceof Error ? error.message : String(error) };
    }
  }

  stop(): void {
    this.#child.kill('SIGKILL');
  }

  async #next(seconds: number): Promise<string> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`no answer within ${seconds} s`)), seconds * 1000);
    });
    try {
      const { value, done } = await Promise.race([this.#lines.next(), late]);
      if (done) throw new Error('the process ended');
      return value as string;
    } finally {
      clearTimeout(timer);
    }
  }
}
