export interface Mosaic {
  values: Float32Array;
  height: number;
  width: number;
}

const ACROSS = 8;
const MOST = 64;

/** The first maps of a layer's answer [height, width, maps] side by side, each scaled to its own range, a pixel apart. */
export function mosaicOf(values: readonly number[], [height, width, maps]: readonly number[]): Mosaic {
  const shown = Math.min(maps, MOST);
  const columns = Math.min(ACROSS, shown);
  const mosaic = { height: Math.ceil(shown / columns) * (height + 1) - 1, width: columns * (width + 1) - 1 };
  const picture = new Float32Array(mosaic.height * mosaic.width);
  for (let map = 0; map < shown; map++) {
    const own = Array.from({ length: height * width }, (_, at) => values[at * maps + map]);
    const [low, high] = [Math.min(...own), Math.max(...own)];
    const corner = Math.floor(map / columns) * (height + 1) * mosaic.width + (map % columns) * (width + 1);
    own.forEach((value, at) => (picture[corner + Math.floor(at / width) * mosaic.width + (at % width)] = (value - low) / (high - low || 1)));
  }
  return { values: picture, ...mosaic };
}
