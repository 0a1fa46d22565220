/** A file that mutations begin with. */
export interface Seed {
  name: string;
  bytes: Uint8Array;
  /** Around the mutated bytes: compression, checksums, the rest of the file. So mutations reach what lies behind a checksum. */
  wrap?: (inner: Uint8Array) => Uint8Array;
  /** it is no good file, and its refusal is expected */
  hostile?: true;
  /** costs much: given as it is, and seldom mutated */
  heavy?: true;
}

export interface FuzzParser {
  name: string;
  seeds(): Seed[] | Promise<Seed[]>;
  /** texts that mean something in this format */
  tokens: readonly string[];
  /** Resolves when the file is read and what was read holds together; `seed` names the seed the bytes came from. */
  parse(bytes: Uint8Array, at: { seed: string; folder: string }): unknown;
}

export interface Failure {
  index: number;
  seed: string;
  reason: string;
  base64: string;
  /** inputs that failed in this very way */
  times: number;
}

export interface FuzzResult {
  parser: string;
  inputs: number;
  valid: number;
  refused: number;
  /** one for each way to fail */
  failures: Failure[];
  slowest: { ms: number; index: number };
  /** resident memory above what the process held before the first input, at most */
  peakBytes: number;
}

/** What an input may take. A watchdog outside the process ends one that hangs. */
export const LIMITS = { inputMs: 5_000, hangMs: 20_000, peakBytes: 640 * 2 ** 20, messageLength: 2_000 } as const;
