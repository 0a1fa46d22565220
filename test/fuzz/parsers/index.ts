import type { FuzzParser } from '../types.ts';
import { checkpoint } from './checkpoint.ts';
import { csv } from './csv.ts';
import { idxFixed, idxUpload } from './idx.ts';
import { images, imagesUpload } from './images.ts';
import { npy } from './npy.ts';
import { npzUpload, npzWeights } from './npz.ts';
import { onnx } from './onnx.ts';
import { pickle } from './pickle.ts';
import { safetensors } from './safetensors.ts';
import { zip } from './zip.ts';

/** Everything that reads bytes from outside, by name. A new parser is a line here. */
export const parsers: Readonly<Record<string, FuzzParser>> = Object.fromEntries(
  [idxFixed, idxUpload, npy, npzUpload, npzWeights, pickle, safetensors, onnx, csv, zip, images, imagesUpload, checkpoint].map((parser) => [parser.name, parser]),
);
