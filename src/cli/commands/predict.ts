import { wholeNumber } from '../numbers.ts';
import type { CliCommand } from '../command.ts';
import { predictRequest } from '../samples.ts';
import { drawBar, percent } from '../terminal/draw.ts';

export const predict: CliCommand = (program, run) => {
  program.command('predict <model> <sample>')
    .description('what a model says of an image, of JSON (a row, rows, or a whole request), or of - (standard input)')
    .option('-v, --version <number>', 'by default the newest', (text) => wholeNumber('--version', text))
    .option('-k, --top <count>', 'how many classes to show', (text) => wholeNumber('--top', text), 3)
    .action(run(async ({ client, input, output }, model: string, sample: string, { version, top }: { version?: number; top: number }) => {
      const answer = await client().predict(model, { topK: top, ...(await predictRequest(input, sample)) }, version ?? null);
      output.answer(answer, () => answer.predictions.map(({ label, topK }) => {
        const width = Math.max(...topK.map((each) => each.label.length));
        return [label, ...topK.map((each) => `  ${each.label.padEnd(width)}  ${drawBar(each.probability, 24)}  ${percent(each.probability)}`)].join('\n');
      }).join('\n\n'));
    }));
};
