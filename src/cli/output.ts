/** What a command prints: text for people, JSON for machines. */

export interface Terminal {
  isTTY?: boolean;
  columns?: number;
  rows?: number;
  write(text: string): unknown;
}

export interface Output {
  /** whether `--json` was given */
  json: boolean;
  /** whether colours are welcome */
  colours: boolean;
  stdout: Terminal;
  stderr: Terminal;
  /** The answer of a command, once. */
  answer(value: unknown, text: () => string): void;
  /** One of many: an event, a line of a log. */
  item(value: unknown, text: () => string | null): void;
  /** For people only, beside the answer. */
  note(text: string): void;
}

export function createOutput({ json, stdout, stderr, env }: { json: boolean; stdout: Terminal; stderr: Terminal; env: Record<string, string | undefined> }): Output {
  return {
    json,
    colours: Boolean(stdout.isTTY) && !env.NO_COLOR,
    stdout,
    stderr,
    answer(value, text) {
      stdout.write(`${json ? JSON.stringify(value, null, 2) : text()}\n`);
    },
    item(value, text) {
      const line = json ? JSON.stringify(value) : text();
      if (line !== null) stdout.write(`${line}\n`);
    },
    note(text) {
      if (!json) stderr.write(`${text}\n`);
    },
  };
}

/** Columns as wide as their widest cell; numbers to the right. */
export function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = headings.map((heading, column) => Math.max(heading.length, ...rows.map((row) => row[column].length)));
  const right = headings.map((_, column) => rows.length > 0 && rows.every((row) => /^[-\d.,]*( %| s)?$/.test(row[column])));
  const line = (cells: readonly string[]) => cells.map((cell, column) => (right[column] ? cell.padStart(widths[column]) : cell.padEnd(widths[column]))).join('  ').trimEnd();
  return [headings, ...rows].map(line).join('\n');
}
