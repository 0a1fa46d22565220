import type { UploadFormat } from '../format.ts';
import { csv } from './csv.ts';
import { idx } from './idx.ts';
import { images } from './images.ts';
import { npz } from './npz.ts';

/** Every format of uploads, by name: adding one is one file and one line here. */
export const uploadFormats: Readonly<Record<string, UploadFormat>> = Object.fromEntries([idx, npz, csv, images].map((format) => [format.name, format]));
