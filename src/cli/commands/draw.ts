import { CliError } from '../failures.ts';
import { wholeNumber } from '../numbers.ts';
import type { CliCommand } from '../command.ts';
import { pictureOf, readPicture } from '../samples.ts';
import { drawImage } from '../terminal/draw.ts';

interface Options {
  dataset?: string;
  split: 'train' | 'test';
  index: number;
}

export const draw: CliCommand = (program, run) => {
  program.command('draw [file]')
    .description('print an image: of a file, or a sample of a dataset')
    .option('-d, --dataset <name>', 'a sample of this dataset instead of a file')
    .option('--split <split>', 'train or test', 'test')
    .option('-i, --index <number>', 'which sample', (text) => wholeNumber('--index', text), 0)
    .action(run(async ({ client, input, output }, file: string | undefined, { dataset, split, index }: Options) => {
      if ((file === undefined) === (dataset === undefined)) throw new CliError('Give either a file or --dataset.', 'Such as: draw digit.png, or draw --dataset synthetic-digits --index 3.');
      if (file !== undefined) {
        const { values, width } = await readPicture(input, file, Math.min(output.stdout.columns ?? 80, 120));
        return output.answer({ width, height: values.length / width, values }, () => drawImage(values, width, output.colours));
      }
      const { inputShape } = await client().datasets.get(dataset!);
      const { data: [sample] } = await client().datasets.samples(dataset!, { split, offset: index, limit: 1 });
      if (sample === undefined) throw new CliError(`--index ${index}: ${dataset} has no such sample.`, `"datasets show ${dataset}" says how many there are.`);
      output.answer({ dataset, split, ...sample, inputShape }, () => {
        if (inputShape.length < 3) return `${sample.label}: ${sample.input.join(', ')}`;
        const { values, width } = pictureOf(sample.input, inputShape);
        return `${drawImage(values, width, output.colours)}\n${sample.label}`;
      });
    }));
};
