/** Rows of a CSV file (RFC 4180: quoted fields may hold delimiters, line breaks and doubled quotes), read as a stream. */
import { createReadStream } from 'node:fs';
import { refuse } from '../../formats/refuse.ts';
import type { UploadedFile } from './format.ts';

export interface CsvRow {
  /** of its first character, counted from 1 */
  line: number;
  fields: string[];
}

/** Longer ones are no CSV but a binary file, or a quote that is never closed. */
const MAX_RECORD = 2 ** 23;

/** Blank lines are passed over. `visit` is called for every row, in order. Throws `invalid-input` naming the line. */
export async function readCsvRows({ path, label }: UploadedFile, delimiter: string, visit: (row: CsvRow) => void): Promise<void> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const records = new Records(label, (line, record) => {
    if (record.trim() !== '') visit({ line, fields: fieldsOf(record, { delimiter, label, line }) });
  });
  for await (const chunk of createReadStream(path, { highWaterMark: 2 ** 18 })) records.push(decode(decoder, { label, records, chunk: chunk as Uint8Array }));
  records.push(decode(decoder, { label, records }));
  records.end();
}

function decode(decoder: TextDecoder, { label, records, chunk }: { label: string; records: Records; chunk?: Uint8Array }): string {
  try {
    return decoder.decode(chunk, { stream: chunk !== undefined });
  } catch (error) {
    throw refuse(`${label} is not UTF-8 text, after line ${records.line}.`, 'Save it as CSV in UTF-8.', error);
  }
}

/** Cuts text into records: a line, or several where a line break is inside quotes. */
class Records {
  readonly #label: string;
  readonly #found: (line: number, record: string) => void;
  /** of the line that is being read */
  line = 1;
  #rest = '';
  #open: { line: number; text: string } | null = null;

  constructor(label: string, found: (line: number, record: string) => void) {
    this.#label = label;
    this.#found = found;
  }

  push(text: string): void {
    const lines = (this.#rest + text).split('\n');
    this.#rest = lines.pop()!;
    if (this.#rest.length > MAX_RECORD) throw this.#tooLong(this.line + lines.length);
    for (const line of lines) this.#take(line);
  }

  end(): void {
    if (this.#rest !== '') this.#take(this.#rest);
    if (this.#open !== null) throw refuse(`${this.#label} line ${this.#open.line}: a quote is never closed.`, 'Close it, or double a quote that is part of a value.');
  }

  #take(given: string): void {
    const line = given.endsWith('\r') ? given.slice(0, -1) : given;
    const closes = oddQuotes(line);
    const record = this.#open === null ? { line: this.line, text: line } : { line: this.#open.line, text: `${this.#open.text}\n${line}` };
    const complete = (this.#open === null) !== closes;
    if (record.text.length > MAX_RECORD) throw this.#tooLong(record.line);
    this.#open = complete ? null : record;
    if (complete) this.#found(record.line, record.text);
    this.line += 1;
  }

  #tooLong(line: number): Error {
    return refuse(`${this.#label} line ${line}: a row of more than ${MAX_RECORD} characters.`, 'Give a text file with one sample per line; look for a quote that is never closed.');
  }
}

function oddQuotes(text: string): boolean {
  let odd = false;
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) odd = !odd;
  return odd;
}

function fieldsOf(record: string, at: { delimiter: string; label: string; line: number }): string[] {
  if (!record.includes('"')) return record.split(at.delimiter);
  const fields: string[] = [];
  let from = 0;
  for (;;) {
    const { value, next } = record[from] === '"' ? quoted(record, from, { ...at, column: fields.length }) : plain(record, from, { ...at, column: fields.length });
    fields.push(value);
    if (next >= record.length) return fields;
    from = next + 1;
  }
}

type Place = { delimiter: string; label: string; line: number; column: number };

const misplaced = ({ label, line, column }: Place): Error => refuse(`${label} line ${line}, column ${column + 1}: a quote inside a value.`, 'Put the whole value into quotes and double the quotes in it.');

function plain(record: string, from: number, place: Place): { value: string; next: number } {
  const found = record.indexOf(place.delimiter, from);
  const next = found < 0 ? record.length : found;
  const value = record.slice(from, next);
  if (value.includes('"')) throw misplaced(place);
  return { value, next };
}

function quoted(record: string, from: number, place: Place): { value: string; next: number } {
  let end = record.indexOf('"', from + 1);
  while (record[end + 1] === '"') end = record.indexOf('"', end + 2);
  const next = end + 1;
  if (end < 0 || (next < record.length && record[next] !== place.delimiter)) throw misplaced(place);
  return { value: record.slice(from + 1, end).replaceAll('""', '"'), next };
}
