/** Small panels of one line each, both axes logarithmic, as SVG. */
export interface Line {
  title: string;
  points: readonly (readonly [x: number, y: number])[];
}

const [WIDTH, HEIGHT, MARGIN, COLUMNS] = [320, 220, 58, 3];

export function plotLines(lines: readonly Line[], unit: string): string {
  const all = lines.flatMap(({ points }) => points.map(([, y]) => y));
  const range: [number, number] = [10 ** Math.floor(Math.log10(Math.min(...all))), 10 ** Math.ceil(Math.log10(Math.max(...all)))];
  const panels = lines.map((line, i) => `<g transform="translate(${(i % COLUMNS) * WIDTH} ${Math.floor(i / COLUMNS) * HEIGHT + 24})">${panel(line, range)}</g>`);
  const height = Math.ceil(lines.length / COLUMNS) * HEIGHT + 24;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${COLUMNS * WIDTH}" height="${height}" font-family="sans-serif" font-size="11">
<rect width="100%" height="100%" fill="white"/><text x="8" y="16" font-size="13">${unit}</text>
${panels.join('\n')}
</svg>
`;
}

function panel({ title, points }: Line, [low, high]: [number, number]): string {
  const xs = points.map(([x]) => x);
  const place = (value: number, from: number, to: number, size: number) => (Math.log(value / from) / Math.log(to / from)) * size;
  const x = (value: number) => MARGIN + place(value, Math.min(...xs), Math.max(...xs), WIDTH - 2 * MARGIN);
  const y = (value: number) => HEIGHT - MARGIN - place(value, low, high, HEIGHT - 2 * MARGIN);
  const decades = Array.from({ length: Math.round(Math.log10(high / low)) + 1 }, (_, i) => low * 10 ** i);
  return [
    `<text x="${WIDTH / 2}" y="${MARGIN - 14}" text-anchor="middle">${title}</text>`,
    ...decades.map((value) => `<line x1="${MARGIN}" x2="${WIDTH - MARGIN}" y1="${y(value)}" y2="${y(value)}" stroke="#ddd"/><text x="${MARGIN - 4}" y="${y(value) + 4}" text-anchor="end">${value.toLocaleString('en')}</text>`),
    ...xs.map((value) => `<text x="${x(value)}" y="${HEIGHT - MARGIN + 14}" text-anchor="middle">${value.toLocaleString('en')}</text>`),
    `<polyline fill="none" stroke="#0b62c4" stroke-width="2" points="${points.map(([a, b]) => `${x(a).toFixed(1)},${y(b).toFixed(1)}`).join(' ')}"/>`,
    ...points.map(([a, b]) => `<circle cx="${x(a).toFixed(1)}" cy="${y(b).toFixed(1)}" r="3" fill="#0b62c4"/>`),
  ].join('');
}
