export interface Column<Row> {
  title: string;
  cell(row: Row): string;
  right?: boolean;
}

/** A Markdown table. */
export function table<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): string {
  const lines = [columns.map(({ title }) => title), columns.map(({ right }) => (right ? '---:' : '---')), ...rows.map((row) => columns.map(({ cell }) => cell(row)))];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** 12345.6 -> 12,346; small numbers keep three digits. */
export const figure = (value: number): string => (value < 100 ? value.toPrecision(3) : Math.round(value).toLocaleString('en'));

const [OPEN, CLOSE] = ['<!-- bench -->', '<!-- /bench -->'];

/** The document with the text between the markers replaced. @throws Error when a marker is missing. */
export function betweenMarkers(document: string, text: string): string {
  const [start, end] = [document.indexOf(OPEN), document.indexOf(CLOSE)];
  if (start === -1 || end < start) throw new Error(`the document lacks the markers ${OPEN} and ${CLOSE}`);
  return `${document.slice(0, start + OPEN.length)}\n${text}\n${document.slice(end)}`;
}
