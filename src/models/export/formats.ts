/** The forms that a model leaves in. A new one is a function and a line here. */
import type { KernelsProvider } from '../../kernels/kernels.ts';
import { writeNpz } from '../../formats/npz-write.ts';
import { encodeSafetensors } from '../safetensors.ts';
import type { ExportedModel, ExportOptions } from './model.ts';
import { writeOnnxModel } from './onnx/index.ts';
import { verifyOnnx } from './onnx/verify.ts';
import { writeTypeScript } from './typescript/index.ts';

interface ExportFormat {
  extension: string;
  mediaType: string;
  write(model: ExportedModel, options: ExportOptions & { kernels: KernelsProvider }): Uint8Array;
}

const BINARY = 'application/octet-stream';

export const exportFormats = {
  safetensors: {
    extension: 'safetensors', mediaType: BINARY,
    write: ({ version, weights }) => encodeSafetensors(weights, { model: version.model, version: String(version.version), network: JSON.stringify(version.network) }),
  },
  npz: { extension: 'npz', mediaType: BINARY, write: ({ weights }) => writeNpz(weights) },
  onnx: {
    extension: 'onnx', mediaType: BINARY,
    write(model, { layout, kernels }) {
      const bytes = writeOnnxModel(model, { layout });
      verifyOnnx(bytes, model, kernels);
      return bytes;
    },
  },
  ts: { extension: 'ts', mediaType: 'text/plain; charset=utf-8', write: (model) => new TextEncoder().encode(writeTypeScript(model)) },
} as const satisfies Record<string, ExportFormat>;

export type ExportFormatName = keyof typeof exportFormats;
export const EXPORT_FORMATS = Object.keys(exportFormats) as ExportFormatName[];
