/** Levenshtein distance: how many letters to insert, delete or replace. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
    }
    row = next;
  }
  return row[b.length];
}

const plain = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

/** What is called otherwise elsewhere: in the book, in Keras, in PyTorch. Letters as `plain` leaves them. */
const ELSEWHERE: Readonly<Record<string, readonly string[]>> = {
  affine: ['dense'], linear: ['dense'], fullyconnected: ['dense'], fc: ['dense'],
  convolution: ['conv2d'], convolution2d: ['conv2d'], conv: ['conv2d'], deconvolution: ['convTranspose2d'], convtranspose: ['convTranspose2d'],
  pooling: ['maxPool2d'], maxpooling2d: ['maxPool2d'], averagepooling2d: ['avgPool2d'], globalaveragepooling2d: ['globalAvgPool2d'], batchnormalization: ['batchNorm'],
  kernelsize: ['kernel', 'size'], poolsize: ['size'], filtersize: ['kernel'], outchannels: ['filters'], outfeatures: ['units'], outputs: ['units'], rate: ['ratio'], p: ['ratio'],
  lr: ['learningRate'], eta: ['learningRate'], betas: ['beta1'], eps: ['epsilon'],
};

/** The known name that was most likely meant, or null when none is near. */
export function nearestName(unknown: string, known: readonly string[]): string | null {
  if (unknown.length > 100) return null;
  const elsewhere = Object.hasOwn(ELSEWHERE, plain(unknown)) ? ELSEWHERE[plain(unknown)].find((name) => known.includes(name)) : undefined;
  if (elsewhere !== undefined) return elsewhere;
  let best: string | null = null;
  let least = Infinity;
  for (const name of known) {
    const edits = distance(plain(unknown), plain(name));
    if (edits < least) [best, least] = [name, edits];
  }
  return best !== null && least <= Math.max(2, Math.floor(unknown.length / 3)) ? best : null;
}
