import type { Sweep, SweepInput } from '../../client/index.ts';
import { describeSweep, timeOf } from '../describe.ts';
import { table } from '../output.ts';
import type { CliCommand } from '../command.ts';

export const sweep: CliCommand = (program, run) => {
  const sweeps = program.command('sweep').description('search for settings; each trial is a job');
  sweeps.command('start <request>')
    .description('start one from a file, or from - (standard input)')
    .addHelpText('after', '\nA request: {"spec": {...}, "search": {"type": "grid", "parameters": {"optimizer.learningRate": [0.1, 0.01]}}, "metric": "validationAccuracy"}')
    .action(run(async (context, file: string) => {
      const started = await context.client().sweeps.create((await context.input.json(file)) as SweepInput);
      context.output.answer(started, () => `${started.id}\n  ${context.me} sweep show ${started.id}`);
    }));
  sweeps.command('list')
    .description('list them, newest first')
    .action(run(async ({ output, client, me }) => {
      const found: Sweep[] = [];
      for await (const each of client().sweeps.all()) found.push(each);
      output.answer({ object: 'list', data: found }, () => (found.length === 0 ? `no sweeps; "${me} sweep start request.json" starts one` : table(['id', 'status', 'metric', 'best', 'created'], found.map(({ id, status, metric, best, createdAt }) => [id, status, metric, best === null ? '' : String(best.value), timeOf(createdAt)]))));
    }));
  sweeps.command('show <id>')
    .description('one, with its trials')
    .action(run(async ({ output, client }, id: string) => {
      const [one, { data: trials }] = await Promise.all([client().sweeps.get(id), client().sweeps.trials(id)]);
      output.answer({ ...one, allTrials: trials }, () => `${describeSweep(one)}\n\n${table(['trial', 'status', one.metric, 'parameters', 'job'], trials.map(({ number, status, value, parameters, jobId }) => [String(number), status ?? 'waiting', value === null ? '' : String(value), JSON.stringify(parameters), jobId ?? '']))}`);
    }));
  sweeps.command('cancel <id>')
    .description('end one; its jobs are cancelled')
    .action(run(async ({ output, client }, id: string) => {
      const ended = await client().sweeps.cancel(id);
      output.answer(ended, () => `${ended.id} is ${ended.status}`);
    }));
};
