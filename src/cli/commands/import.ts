import type { ModelImport } from '../../client/index.ts';
import { CliError } from '../failures.ts';
import { parseJson } from '../input.ts';
import type { CliCommand } from '../command.ts';
import { createUploadBar } from '../terminal/upload-bar.ts';

interface Options {
  format?: string;
  network?: string;
  dataset?: string;
  inputShape?: string;
  classes?: string;
  semantics?: 'modern' | 'book';
}

const BY_EXTENSION: Record<string, ModelImport['format']> = { pkl: 'book-pickle', npz: 'npz', safetensors: 'safetensors', onnx: 'onnx' };

export const importModel: CliCommand = (program, run) => {
  program.command('import <model> <file>')
    .description('make a model of weights from elsewhere')
    .option('-f, --format <format>', 'book-pickle, npz, safetensors or onnx; by default what the name of the file says')
    .option('--network <json>', 'the network as in a spec, such as \'{"preset": "simple-convnet"}\'; not for onnx')
    .option('--dataset <name>', 'a dataset the network is for: its shape and labels')
    .option('--input-shape <json>', 'without a dataset: the shape of a sample, such as [28,28,1]')
    .option('--classes <json>', 'without a dataset: how many, or their labels')
    .option('--semantics <semantics>', 'whose defaults apply to the layers: modern or book')
    .action(run(async ({ client, input, output }, model: string, file: string, { format, network, inputShape, classes, ...rest }: Options) => {
      const known = format ?? BY_EXTENSION[file.split('.').at(-1)!];
      if (known === undefined) throw new CliError(`--format: ${file} does not say its format.`, 'Use one of book-pickle, npz, safetensors, onnx.');
      const json = { ...(network && { network: parseJson(network, '--network') }), ...(inputShape && { inputShape: parseJson(inputShape, '--input-shape') }), ...(classes && { classes: parseJson(classes, '--classes') }) };
      const bar = createUploadBar(output);
      const made = await client().models.import({ model, format: known, ...json, ...rest, file: await input.blob(file) } as ModelImport, bar.options).finally(bar.finish);
      output.answer(made, () => `${made.model}, version ${made.version}: ${made.parameterCount.toLocaleString('en')} parameters`);
    }));
};
