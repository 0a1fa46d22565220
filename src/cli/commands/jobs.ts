import type { Client, Job } from '../../client/index.ts';
import { CliError } from '../failures.ts';
import { describeJob, jobTable } from '../describe.ts';
import type { CliCommand } from '../command.ts';

type Status = Job['status'];

interface Options {
  status?: Status;
  model?: string;
  limit: string;
  all?: boolean;
}

export const jobs: CliCommand = (program, run) => {
  program.command('jobs [id]')
    .description('list jobs, newest first; or show one')
    .option('--status <status>', 'only queued, running, succeeded, failed, cancelled, pausing, paused or cancelling ones')
    .option('--model <name>', 'only those for a model')
    .option('-n, --limit <count>', 'how many', '20')
    .option('--all', 'all of them')
    .action(run(async (context, id: string | undefined, options: Options) => {
      const { output, me } = context;
      const client = context.client();
      if (id !== undefined) {
        const job = await client.jobs.get(id);
        return output.answer(job, () => describeJob(job));
      }
      const found = await newest(client, options);
      output.answer({ object: 'list', data: found }, () => (found.length === 0 ? `no jobs; "${me} train spec.json --watch" starts one` : jobTable(found)));
    }));
};

async function newest(client: Client, { status, model, limit, all }: Options): Promise<Job[]> {
  const most = all ? Infinity : Number(limit);
  if (!(most >= 1)) throw new CliError(`--limit ${limit}: is no number of jobs.`, 'Give a whole number from 1, or --all.');
  const found: Job[] = [];
  for await (const job of client.jobs.all({ limit: Math.min(100, all ? 100 : Math.ceil(most)), ...(status && { status }), ...(model && { model }) })) {
    found.push(job);
    if (found.length >= most) break;
  }
  return found;
}
