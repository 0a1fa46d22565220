const SHADES = ' ░▒▓█';
const DARKEST_GREY = 232;
const GREYS = 24;

/** An image in the terminal, two rows of pixels per line: half blocks in grey where colours are shown, shades elsewhere. `values` 0..1, row-major. */
export function drawImage(values: readonly number[], width: number, colours: boolean): string {
  const height = Math.floor(values.length / width);
  const at = (row: number, column: number) => Math.min(1, Math.max(0, values[row * width + column] ?? 0));
  const lines: string[] = [];
  for (let row = 0; row < height; row += 2) {
    let line = '';
    for (let column = 0; column < width; column++) {
      const [upper, lower] = [at(row, column), at(row + 1, column)];
      line += colours ? `\x1b[38;5;${grey(upper)};48;5;${grey(lower)}m▀` : SHADES[Math.round(((upper + lower) / 2) * (SHADES.length - 1))];
    }
    lines.push(colours ? `${line}\x1b[0m` : line);
  }
  return lines.join('\n');
}

/** Such as `████░░░░`, `share` 0..1. */
export function drawBar(share: number, width: number): string {
  const full = Math.round(Math.min(1, Math.max(0, share)) * width);
  return '█'.repeat(full) + '░'.repeat(width - full);
}

export const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

function grey(value: number): number {
  return DARKEST_GREY + Math.round(value * (GREYS - 1));
}
