import { writeFile } from 'node:fs/promises';
import { CliError } from '../failures.ts';
import { wholeNumber } from '../numbers.ts';
import type { CliCommand } from '../command.ts';

const EXTENSIONS = { safetensors: 'safetensors', npz: 'npz', onnx: 'onnx', ts: 'ts' } as const;

interface Options {
  format: string;
  layout?: 'NCHW' | 'NHWC';
  model?: string;
  version?: number;
  output?: string;
}

export const exportModel: CliCommand = (program, run) => {
  program.command('export <model>')
    .description('write a model into a file for other programs')
    .requiredOption('-f, --format <format>', 'safetensors, npz, onnx or ts')
    .option('--layout <layout>', 'of images, for onnx: NCHW or NHWC')
    .option('-v, --version <number>', 'by default the newest', (text) => wholeNumber('--version', text))
    .option('-o, --output <file>', 'by default <model>-<version>.<format>; - for standard output')
    .action(run(async ({ client, output, input }, model: string, { format, layout, version: wanted, output: file }: Options) => {
      if (!Object.hasOwn(EXTENSIONS, format)) throw new CliError(`--format ${format}: is no known format.`, `Use one of ${Object.keys(EXTENSIONS).join(', ')}.`);
      const known = format as keyof typeof EXTENSIONS;
      const version = wanted ?? (await client().models.get(model)).latestVersion;
      const bytes = await client().models.export(model, version, { format: known, ...(layout && { layout }) });
      if (file === '-') return void process.stdout.write(bytes);
      const path = input.path(file ?? `${model}-${version}.${EXTENSIONS[known]}`);
      await writeFile(path, bytes);
      output.answer({ model, version, format, file: path, bytes: bytes.length }, () => `${path}: ${model}, version ${version}, ${bytes.length.toLocaleString('en')} bytes`);
    }));
};
