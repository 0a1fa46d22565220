import type { z } from 'zod';
import type { Shape, Split } from '../engine/index.ts';

/** A loaded data set. Inputs are row-major, [count, ...inputShape]; images NHWC. */
export interface Dataset {
  name: string;
  task: 'classification';
  inputShape: Shape;
  classes: string[];
  train: Split;
  test: Split;
  /** `sha256:<hex>` over shape, class names, inputs and labels */
  hash: string;
  /** where it came from, in words */
  source: string;
}

/** Where files may be looked for, and whether the network may be asked. */
export interface DatasetContext {
  /** read-only folder searched first, laid out as `mnist/train-images-idx3-ubyte.gz`; null: none */
  datasetsDir: string | null;
  /** where downloads are kept */
  cacheDir: string;
  download: boolean;
  /** folder of uploaded data sets, shared by all processes; none where absent */
  uploadsDir?: string;
  log(message: string): void;
}

/** `built-in`: generated; `present`: the files are here; `download`: they would be fetched; `missing`: not to be had. */
export type Availability = 'built-in' | 'present' | 'download' | 'missing';

/** What a definition produces; name, shape, classes and hash are added by the loader. */
export type LoadedSplits = Pick<Dataset, 'train' | 'test' | 'source'>;

/** How pictures from elsewhere are brought into the form of the data set's images, which show light ink on a dark ground. */
export interface ImagePreparation {
  /** side in pixels of the square that the ink is scaled to fit */
  box: number;
  /** what comes to the middle of the image: the ink's centre of mass, or that of its bounding box */
  centre: 'mass' | 'box';
}

/** What is known of an uploaded data set beforehand. */
export interface UploadFacts {
  format: string;
  /** `Dataset.hash` */
  hash: string;
}

/** One data set of the registry, or an uploaded one. Sizes and classes do not depend on the options, so that specs are checked without loading. */
export interface DatasetDefinition {
  name: string;
  title: string;
  summary: string;
  source: string;
  inputShape: Shape;
  classes: string[];
  trainCount: number;
  testCount: number;
  /** samples of each class, in the order of the classes */
  classCounts: { train: readonly number[]; test: readonly number[] };
  /** bytes a value takes in memory; where absent, 1 for images and 4 for others */
  valueBytes?: 1 | 4;
  /** absent: pictures are resized and no more */
  images?: ImagePreparation;
  /** of uploaded ones only */
  upload?: UploadFacts;
  /** strict object; every member has a default */
  options: z.ZodType;
  availability(context: DatasetContext): Promise<Availability>;
  /** `options` as parsed by the schema. Throws `dataset-unavailable` or `dataset-corrupt`. */
  load(context: DatasetContext, options: unknown): Promise<Dataset>;
  /** Samples `offset` to `offset + limit`, fewer at the end, where they can be had without loading everything. */
  rows?(split: 'train' | 'test', offset: number, limit: number): Promise<Split>;
}
