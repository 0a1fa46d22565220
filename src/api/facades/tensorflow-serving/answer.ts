import type { Asked } from './samples.ts';

/** The answer's JSON: `predictions` where samples came by row, `outputs` where they came by column. `columns` null: numbers instead of lists of one. */
export const predictionsJson = (format: Asked['format'], outputs: Float32Array, columns: number | null): string =>
  `{"${format === 'row' ? 'predictions' : 'outputs'}":${columns === null ? JSON.stringify(Array.from(outputs, (value) => (Number.isFinite(value) ? value : String(value)))) : rowsAsJson(outputs, columns)}}`;

/** `[[0.1,0.9],...]`; what JSON has no number for is a string, as everywhere here. */
function rowsAsJson(values: Float32Array, columns: number): string {
  const rows: string[] = [];
  for (let start = 0; start < values.length; start += columns) {
    let row = '';
    for (let i = start; i < start + columns; i++) row += `${i > start ? ',' : ''}${Number.isFinite(values[i]) ? values[i] : `"${values[i]}"`}`;
    rows.push(`[${row}]`);
  }
  return `[${rows.join(',')}]`;
}
