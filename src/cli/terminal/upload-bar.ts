import type { UploadOptions } from '../../client/index.ts';
import type { Output } from '../output.ts';
import { drawBar } from './draw.ts';

/** Progress of an upload, on a terminal only. */
export function createUploadBar({ json, stderr }: Output): { options: UploadOptions; finish(): void } {
  if (json || !stderr.isTTY) return { options: {}, finish: () => {} };
  return {
    options: { onProgress: (sent, total) => stderr.write(`\r  ${drawBar(total === 0 ? 1 : sent / total, 24)} ${(sent / 2 ** 20).toFixed(1)} of ${(total / 2 ** 20).toFixed(1)} MB\x1b[K`) },
    finish: () => stderr.write('\r\x1b[K'),
  };
}
