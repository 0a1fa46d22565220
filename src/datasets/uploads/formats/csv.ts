import { z } from 'zod';
import { nearestName, sizeOf } from '../../../engine/index.ts';
import type { Split } from '../../../engine/index.ts';
import { refuse } from '../../../formats/refuse.ts';
import { shuffle } from '../../shuffle.ts';
import { divide, MAX_CLASSES } from '../contents.ts';
import { readCsvRows } from '../csv-rows.ts';
import type { CsvRow } from '../csv-rows.ts';
import { defineFormat, seedOption, testFractionOption } from '../format.ts';
import type { ReadLimits, UploadedFile } from '../format.ts';
import { tooLarge } from '../read-file.ts';

const MAX_COLUMNS = 100_000;
/** Of labels as they are written: 1, 1.0 and 01 are one class. */
const MAX_SPELLINGS = 10 * MAX_CLASSES;

const optionsSchema = z.strictObject({
  header: z.boolean().optional().describe('Whether the first row names the columns; by default it does when a value in it, the label aside, is no number.'),
  label: z.union([z.string().min(1), z.int()]).default(-1).describe('Column of the labels: its name, or its position from 0; negative counts from the last. Its values are the class names.'),
  delimiter: z.enum([',', ';', '\t', '|']).default(',').describe('What separates values.'),
  divisor: z.number().positive().default(1).describe('Every feature is divided by it: 255 brings bytes to 0..1.'),
  inputShape: z.array(z.int().min(1)).min(1).max(3).optional().describe('Shape of a sample, such as [28, 28, 1]; by default flat.'),
  testFraction: testFractionOption,
  seed: seedOption,
});

type Options = z.output<typeof optionsSchema>;

export const csv = defineFormat({
  name: 'csv',
  summary: 'One sample per row, features as numbers, one column of labels. A part "test" with a second file is the test split; without it testFraction divides.',
  required: ['file'],
  optional: ['test'],
  options: optionsSchema,
  async read({ file, test }, options, limits) {
    const train = await readTable(file!, options, limits);
    const features = train.columns - 1;
    const inputShape = options.inputShape ?? [features];
    if (sizeOf(inputShape) !== features) throw refuse(`options.inputShape [${inputShape.join(', ')}] has ${sizeOf(inputShape)} values; ${file!.label} has ${features} columns of features.`, 'Give a shape with as many values as there are features.');
    const classes = orderedClasses(train);
    const all = splitOf(train, classes);
    if (test === undefined) return { inputShape, classes, ...divide(all, { size: features, classes: classes.length }, options) };
    const other = await readTable(test, options, { decodedBytes: limits.decodedBytes - 4 * train.values.length });
    checkSameColumns(train, other, test.label);
    return { inputShape, classes, train: shuffle(all, features, options.seed), test: splitOf(other, classes) };
  },
});

interface Table {
  label: string;
  columns: number;
  /** null where there is no header */
  names: string[] | null;
  /** [rows, columns - 1] */
  values: Float32Array;
  /** position of each row's label in `spellings` */
  labels: Int32Array;
  spellings: Spelling[];
}

/** A label as it is written, and the line where it is first met. */
interface Spelling {
  text: string;
  line: number;
}

async function readTable(file: UploadedFile, options: Options, limits: ReadLimits): Promise<Table> {
  const reader = new TableReader(file.label, options, limits);
  await readCsvRows(file, options.delimiter, (row) => reader.take(row));
  return reader.table();
}

class TableReader {
  readonly #label: string;
  readonly #options: Options;
  readonly #limits: ReadLimits;
  readonly #spellings: Spelling[] = [];
  readonly #known = new Map<string, number>();
  #names: string[] | null = null;
  #columns = 0;
  #labelColumn = 0;
  #values = new Float32Array(2 ** 12);
  #used = 0;
  #labels = new Int32Array(2 ** 10);
  #rows = 0;

  constructor(label: string, options: Options, limits: ReadLimits) {
    this.#label = label;
    this.#options = options;
    this.#limits = limits;
  }

  take({ line, fields }: CsvRow): void {
    if (this.#columns === 0 && this.#begin(fields)) return;
    if (fields.length !== this.#columns) {
      throw refuse(`${this.#label} line ${line}: ${fields.length} values, but the first row has ${this.#columns}.`, 'Give every row as many values; put a value that holds the delimiter into quotes.');
    }
    this.#makeRoom(this.#columns - 1);
    fields.forEach((field, column) => {
      if (column === this.#labelColumn) this.#labels[this.#rows++] = this.#spelling(this.#className(field, line), line);
      else this.#values[this.#used++] = this.#number(field, line, column);
    });
  }

  table(): Table {
    if (this.#columns === 0) throw refuse(`${this.#label} is empty.`, 'Give a row per sample.');
    if (this.#rows === 0) throw refuse(`${this.#label} holds a header and no samples.`, 'Give a row per sample.');
    return { label: this.#label, columns: this.#columns, names: this.#names, values: this.#values.subarray(0, this.#used), labels: this.#labels.subarray(0, this.#rows), spellings: this.#spellings };
  }

  /** Settles the columns by the first row; true: it names them. */
  #begin(fields: string[]): boolean {
    const { header, label } = this.#options;
    const count = fields.length;
    if (count < 2) throw refuse(`${this.#label} has only one column.`, 'Give features and a label per row; options.delimiter says what separates them.');
    if (count > MAX_COLUMNS) throw refuse(`${this.#label} has ${count} columns; at most ${MAX_COLUMNS} are read.`, 'Give a row per sample, not a column.');
    this.#columns = count;
    const names = fields.map((field) => field.trim());
    if (typeof label === 'number') {
      this.#labelColumn = label < 0 ? count + label : label;
      if (this.#labelColumn < 0 || this.#labelColumn >= count) throw refuse(`${this.#label} has ${count} columns, none at position ${label}.`, `Give options.label from ${-count} to ${count - 1}, or a name.`);
    } else {
      if (header === false) throw refuse(`options.label names the column "${label}", but options.header says that columns have no names.`, 'Give the position of the column, from 0.');
      this.#labelColumn = names.indexOf(label);
      const nearest = nearestName(label, names);
      if (this.#labelColumn < 0) throw refuse(`${this.#label} has no column "${label}" in its first row.`, nearest === null ? `It has ${names.slice(0, 10).join(', ')}${count > 10 ? ', …' : ''}.` : `Did you mean "${nearest}"?`);
    }
    const isHeader = header ?? (typeof label === 'string' || names.some((name, column) => column !== this.#labelColumn && numberOf(name) === null));
    if (isHeader) this.#names = names;
    return isHeader;
  }

  #makeRoom(features: number): void {
    const needed = this.#used + features;
    if (4 * needed > this.#limits.decodedBytes) throw tooLarge(this.#label, this.#limits.decodedBytes);
    if (needed > this.#values.length) this.#values = copyInto(new Float32Array(Math.max(needed, 2 * this.#values.length)), this.#values);
    if (this.#rows === this.#labels.length) this.#labels = copyInto(new Int32Array(2 * this.#labels.length), this.#labels);
  }

  #spelling(text: string, line: number): number {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    const own = Buffer.from(text).toString(); // a part of a text keeps the whole of it in memory
    this.#known.set(own, this.#spellings.length);
    this.#spellings.push({ text: own, line });
    if (this.#spellings.length > MAX_SPELLINGS) throw tooManyClasses(this.#label, this.#spellings);
    return this.#spellings.length - 1;
  }

  #place(line: number, column: number): string {
    const name = this.#names?.[column];
    return `${this.#label} line ${line}, column ${name === undefined || name === '' ? column + 1 : JSON.stringify(name)}`;
  }

  #className(field: string, line: number): string {
    const text = field.trim();
    if (text === '') throw refuse(`${this.#place(line, this.#labelColumn)}: the label is missing.`, 'Give every sample a label, or drop that row.');
    if (text.length > 128) throw refuse(`${this.#place(line, this.#labelColumn)}: a label of ${text.length} characters.`, 'Give labels of at most 128 characters; is options.label the column of labels?');
    return text;
  }

  #number(field: string, line: number, column: number): number {
    const value = numberOf(field);
    if (value === null) {
      const shown = field.trim() === '' ? 'the value is missing' : `${JSON.stringify(field.trim().slice(0, 40))} is no number`;
      throw refuse(`${this.#place(line, column)}: ${shown}.`, 'Give a number such as 1.5 or 2e-3; turn categories into numbers, fill in or drop what is missing.');
    }
    const scaled = Math.fround(value / this.#options.divisor);
    if (!Number.isFinite(scaled)) throw refuse(`${this.#place(line, column)}: ${field.trim()} is larger than float32 can hold.`, 'Scale the column.');
    return scaled;
  }
}

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

function numberOf(field: string): number | null {
  const text = field.trim();
  return NUMBER.test(text) ? Number(text) : null;
}

function copyInto<Values extends Float32Array | Int32Array>(larger: Values, values: Values): Values {
  larger.set(values);
  return larger;
}

/** Labels that are whole numbers in order of size, written plainly; others in order of their characters. */
function orderedClasses({ label, spellings }: Table): string[] {
  const texts = spellings.map(({ text }) => text);
  const numeric = texts.every((text) => numberOf(text) !== null);
  if (numeric) refuseFractions(label, texts);
  const classes = numeric ? [...new Set(texts.map(Number))].sort((a, b) => a - b).map(String) : texts.sort((a, b) => (a < b ? -1 : 1));
  if (classes.length > MAX_CLASSES) throw tooManyClasses(label, spellings);
  return classes;
}

function refuseFractions(label: string, texts: readonly string[]): void {
  const fraction = texts.find((text) => !Number.isInteger(numberOf(text)));
  if (fraction !== undefined) throw refuse(`${label}: the labels are fractions, such as ${fraction}; classes are asked for.`, 'Name the column of classes in options.label; values to be predicted as numbers are not learned here.');
}

function tooManyClasses(label: string, spellings: readonly Spelling[]): Error {
  const texts = spellings.map(({ text }) => text);
  if (texts.every((text) => numberOf(text) !== null)) refuseFractions(label, texts);
  return refuse(`${label} has at least ${texts.length} different labels; at most ${MAX_CLASSES} are taken.`, 'Is options.label the column of classes?');
}

function splitOf({ label, values, labels, spellings }: Table, classes: readonly string[]): Split {
  const indices = new Map(classes.map((name, index) => [name, index]));
  const found = spellings.map(({ text, line }) => {
    const number = numberOf(text);
    const index = indices.get(text) ?? (number === null ? undefined : indices.get(String(number)));
    if (index === undefined) throw refuse(`${label} line ${line}: the label ${JSON.stringify(text)} does not occur among the samples to train on.`, 'Give samples of every class to train on, or correct the label.');
    return index;
  });
  return { count: labels.length, inputs: values, labels: labels.map((spelling) => found[spelling]) };
}

function checkSameColumns(train: Table, test: Table, label: string): void {
  if (test.columns !== train.columns) throw refuse(`${label} has ${test.columns} columns, the file to train on ${train.columns}.`, 'Give both files the same columns.');
  const different = train.names === null || test.names === null ? -1 : train.names.findIndex((name, column) => name !== test.names![column]);
  if (different >= 0) throw refuse(`${label}: column ${different + 1} is "${test.names![different]}", in the file to train on it is "${train.names![different]}".`, 'Give both files the same columns in the same order.');
}
