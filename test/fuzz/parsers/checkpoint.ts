import { crc32 } from 'node:zlib';
import { createTrainingRun, decodeCheckpoint, planNetwork } from '../../../src/engine/index.ts';
import { loadKernels } from '../../../src/kernels/load.ts';
import { easyData, OPTIONS } from '../../engine/support.ts';
import type { FuzzParser, Seed } from '../types.ts';

const data = easyData(12, 4, 3);
const network = planNetwork({ layers: [{ type: 'dense', units: 3 }] }, { inputShape: [4], classes: 3 }, 'modern');
const options = { ...OPTIONS, epochs: 6, batchSize: 4, seed: 3, optimizer: { type: 'adam', learningRate: 0.01 }, evaluate: { everySteps: 2, samples: null }, keepBest: { metric: 'validationLoss', mode: 'min' as const }, earlyStopping: { patience: 20, metric: 'validationLoss' } };
const kernels = loadKernels('auto');

function written(): Uint8Array {
  const run = createTrainingRun({ network, options, data, kernels });
  for (let step = 0; step < 4; step++) run.advance();
  const bytes = run.checkpoint();
  run.close();
  return bytes;
}

/** The checksum put right, so that what lies behind it is read. */
function mended(bytes: Uint8Array): Uint8Array {
  if (bytes.length < 4) return bytes;
  const copy = Buffer.from(bytes);
  copy.writeUInt32LE(crc32(copy.subarray(0, -4)), copy.length - 4);
  return new Uint8Array(copy);
}

function seedsOf(whole: Uint8Array): Seed[] {
  const start = 12 + new DataView(whole.buffer, whole.byteOffset).getUint32(8, true);
  const withHeader = (header: Uint8Array): Uint8Array => {
    const prefix = Buffer.from(whole.slice(0, 12));
    const padded = Math.ceil((12 + header.length) / 8) * 8 - 12;
    prefix.writeUInt32LE(padded, 8);
    return mended(Buffer.concat([prefix, header, Buffer.alloc(padded - header.length, ' '), whole.subarray(start)]));
  };
  const header = whole.slice(12, start);
  const text = new TextDecoder().decode(header);
  const hostile = (name: string, changed: string): Seed => ({ name, bytes: new TextEncoder().encode(changed), wrap: withHeader, hostile: true });
  return [
    { name: 'whole', bytes: whole },
    { name: 'checksum mended', bytes: whole, wrap: mended },
    ...['header', 'header again', 'header once more'].map((name): Seed => ({ name, bytes: header, wrap: withHeader })),
    hostile('no object', 'null'),
    hostile('a deep header', '['.repeat(100_000)),
    hostile('no tensors', text.replace('"tensors"', '"others"')),
    hostile('a tensor that goes on behind the end', text.replace(/"length":\d+/, '"length":9007199254740991')),
    hostile('a negative length', text.replace(/"length":\d+/, '"length":-1')),
    hostile('no metrics', text.replace('"metrics"', '"others"')),
    hostile('no judgement', text.replace('"judgement"', '"others"')),
  ];
}

/** Read, then resumed and forked from, then trained on. */
export const checkpoint: FuzzParser = {
  name: 'checkpoint',
  tokens: ['TYCK', '"tensors":', '"length":', '"name":', '"step":', '"due":"final"', '"precision":"float64"', 'float64', '"judgement":null', '"metrics":{}', '"best":null', '"stopReason":7', '[', ']', '{', '}', ',', '-1', '1e999'],
  seeds: () => seedsOf(written()),
  parse(bytes) {
    decodeCheckpoint(bytes);
    for (const fork of [true, false]) {
      const run = createTrainingRun({ network, options, data, kernels, checkpoint: bytes, fork });
      try {
        for (let step = 0; step < 3 && !run.done; step++) run.advance();
        run.weights();
        run.metrics();
        decodeCheckpoint(run.checkpoint());
      } finally {
        run.close();
      }
    }
  },
};
