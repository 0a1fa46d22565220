import type { DatasetUpload } from '../../client/index.ts';
import { datasetTable, fields } from '../describe.ts';
import { CliError } from '../failures.ts';
import { parseJson } from '../input.ts';
import type { CliCommand } from '../command.ts';
import { createUploadBar } from '../terminal/upload-bar.ts';

interface AddOptions {
  format?: string;
  title?: string;
  summary?: string;
  source?: string;
  options?: string;
}

const BY_EXTENSION: Record<string, DatasetUpload['format']> = { csv: 'csv', npz: 'npz', zip: 'images' };

export const datasets: CliCommand = (program, run) => {
  const all = program.command('datasets').description('data to train on');
  all.command('list', { isDefault: true })
    .description('list them')
    .action(run(async ({ client, output }) => {
      const list = await client().datasets.list();
      output.answer(list, () => datasetTable(list.data));
    }));
  all.command('show <name>')
    .description('one of them')
    .action(run(async ({ client, output, me }, name: string) => {
      const one = await client().datasets.get(name);
      output.answer(one, () => `${one.summary}\n\n${fields([['name', one.name], ['sample', one.inputShape.join(' x ')], ['classes', one.classes.join(', ')], ['train', one.trainCount], ['test', one.testCount], ['source', one.source], ['is', one.uploaded ? 'uploaded' : one.availability]])}\n\n${me} draw --dataset ${one.name} --index 0`);
    }));
  all.command('add <name> <files...>')
    .description('upload one: a CSV, NPZ or ZIP file; or trainImages=..., trainLabels=..., testImages=..., testLabels=... of IDX')
    .option('-f, --format <format>', 'csv, npz, images or idx; by default what the name of the file says')
    .option('--title <text>', 'a title')
    .option('--summary <text>', 'what it shows')
    .option('--source <text>', 'where it is from')
    .option('--options <json>', 'of the format, such as \'{"testFraction": 0.3}\'')
    .action(run(async ({ client, input, output }, name: string, files: string[], { format, options, ...about }: AddOptions) => {
      const parts = files.map((file): [string, string] => {
        const [, part, path] = /^(\w+)=(.+)$/.exec(file) ?? [];
        return part === undefined ? ['file', file] : [part, path];
      });
      const known = format ?? (parts.some(([part]) => part === 'trainImages') ? 'idx' : BY_EXTENSION[parts[0][1].split('.').at(-1)!]);
      if (known === undefined) throw new CliError(`--format: ${parts[0][1]} does not say its format.`, 'Use one of csv, npz, images, idx.');
      const blobs = Object.fromEntries(await Promise.all(parts.map(async ([part, path]) => [part, await input.blob(path)] as const)));
      const bar = createUploadBar(output);
      const upload = { name, format: known, files: blobs, ...about, ...(options && { options: parseJson(options, '--options') }) } as DatasetUpload;
      const made = await client().datasets.create(upload, bar.options).finally(bar.finish);
      output.answer(made, () => `${made.name}: ${made.trainCount} samples to train on, ${made.testCount} to test with, ${made.classes.length} classes`);
    }));
  all.command('remove <name>')
    .description('delete an uploaded one')
    .action(run(async ({ client, output }, name: string) => {
      await client().datasets.delete(name);
      output.answer({ name, deleted: true }, () => `${name} is deleted`);
    }));
};
