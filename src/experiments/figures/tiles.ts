import { greyPng } from '../../formats/image.ts';
import { loadPlot } from './libraries.ts';
import { draw } from './plot.ts';

export interface Tile {
  /** row-major, any range: what is smallest is drawn black, what is largest white */
  pixels: ArrayLike<number>;
  width: number;
  height: number;
  caption?: string;
}

export interface TileSection {
  title?: string;
  tiles: readonly Tile[];
}

/** Pictures in rows, each scaled to its own range, without smoothing; `side`: of one, in pixels. */
export async function drawTiles(sections: readonly TileSection[], { columns, side = 80 }: { columns: number; side?: number }): Promise<string> {
  const plot = loadPlot();
  const captioned = sections.some(({ tiles }) => tiles.some(({ caption }) => caption !== undefined));
  const cell = { width: side + 8, height: side + (captioned ? 24 : 8) };
  const titles: { x: number; y: number; text: string }[] = [];
  const images: { x: number; y: number; src: string; caption: string }[] = [];
  let y = 6;
  for (const { title, tiles } of sections) {
    if (title !== undefined) titles.push({ x: 4, y: (y += 22) - 10, text: title });
    for (const [i, tile] of tiles.entries()) images.push({ x: (i % columns) * cell.width + cell.width / 2, y: y + Math.floor(i / columns) * cell.height + side / 2, src: await tileUri(tile, side), caption: tile.caption ?? '' });
    y += Math.ceil(tiles.length / columns) * cell.height + 4;
  }
  const width = columns * cell.width + 8;
  return draw({
    width, height: y, margin: 0, x: { axis: null, domain: [0, width], range: [0, width] }, y: { axis: null, domain: [0, y], range: [0, y] },
    marks: [
      plot.image(images, { x: 'x', y: 'y', src: 'src', width: side, height: side } as never),
      plot.text(images, { x: 'x', y: 'y', text: 'caption', dy: side / 2 + 9, fontSize: 11 }),
      plot.text(titles, { x: 'x', y: 'y', text: 'text', textAnchor: 'start', fontWeight: 'bold' }),
    ],
  });
}

async function tileUri({ pixels, width, height }: Tile, side: number): Promise<string> {
  const values = Array.from(pixels);
  const low = values.reduce((a, b) => Math.min(a, b), Infinity);
  const high = values.reduce((a, b) => Math.max(a, b), -Infinity);
  const bytes = Uint8Array.from(values, (value) => (high > low ? Math.round((255 * (value - low)) / (high - low)) : 0));
  const png = await greyPng(bytes, { width, height, scale: Math.max(1, Math.ceil(side / width)) });
  return `data:image/png;base64,${Buffer.from(png).toString('base64')}`;
}
