import { crc32 } from 'node:zlib';
import sharp from 'sharp';
import { noise } from './support.ts';

/** Small pictures of every kind that is read. */
export async function pictureFiles(): Promise<{ name: string; bytes: Uint8Array }[]> {
  const raw = (channels: 1 | 3 | 4, width = 9, height = 7) => sharp(noise(width * height * channels), { raw: { width, height, channels } });
  const made = {
    'grey png': raw(1).toColourspace('b-w').png(),
    'png': raw(3).png(),
    'interlaced png with alpha': raw(4).png({ progressive: true }),
    'png with a palette': raw(4).png({ palette: true, colours: 4 }),
    'png of 16 bits': raw(3).toColourspace('rgb16').png(),
    'jpeg': raw(3, 24, 17).jpeg(),
    'grey jpeg': raw(1, 17, 24).toColourspace('b-w').jpeg(),
    'turned progressive jpeg': raw(3, 24, 17).withMetadata({ orientation: 6 }).jpeg({ progressive: true }),
    'cmyk jpeg': raw(3, 24, 17).toColourspace('cmyk').jpeg(),
    'webp': raw(3, 24, 17).webp(),
    'lossless webp with alpha': raw(4, 24, 17).webp({ lossless: true }),
    'webp with exif': raw(3).withMetadata({ orientation: 8 }).webp(),
  };
  return Promise.all(Object.entries(made).map(async ([name, image]) => ({ name, bytes: new Uint8Array(await image.toBuffer()) })));
}

/** Checksums of the chunks of a PNG put right, as far as its lengths make sense: so that mutations get past them. */
export function mendPng(bytes: Uint8Array): Uint8Array {
  const copy = Buffer.from(bytes);
  for (let at = 8; at + 12 <= copy.length; ) {
    const end = at + 8 + copy.readUInt32BE(at);
    if (end + 4 > copy.length) break;
    copy.writeUInt32BE(crc32(copy.subarray(at + 4, end)), end);
    at = end + 4;
  }
  return new Uint8Array(copy);
}

/** The header of a PNG that claims these sides, before the data of a small one. */
export function claimSides(png: Uint8Array, width: number, height: number): Uint8Array {
  const copy = Buffer.from(png);
  copy.writeUInt32BE(width, 16);
  copy.writeUInt32BE(height, 20);
  return mendPng(new Uint8Array(copy));
}

/** Black and empty, as large as its file is small. */
export async function blackPng(side: number): Promise<Uint8Array> {
  return new Uint8Array(await sharp({ create: { width: side, height: side, channels: 3, background: '#000000' } }).png().toBuffer());
}
