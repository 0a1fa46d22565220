import type { JobSpecInput } from '../../client/index.ts';
import { describePlan } from '../describe.ts';
import { followJob } from '../follow.ts';
import type { CliCommand } from '../command.ts';
import { withChanges } from '../spec.ts';

interface Options {
  watch?: boolean;
  dryRun?: boolean;
  set: string[];
  idempotencyKey?: string;
}

export const train: CliCommand = (program, run) => {
  program.command('train <spec>')
    .description('start a job from a file with its spec, or from - (standard input)')
    .option('-w, --watch', 'watch it until it ends')
    .option('--dry-run', 'say what it would do (shapes, memory, time) and start nothing')
    .option('-s, --set <member=value>', 'change a member, such as epochs=3 or optimizer.learningRate=0.01; may be repeated', (value, all: string[]) => [...all, value], [] as string[])
    .option('--idempotency-key <key>', 'the same key and spec start one job, however often this runs')
    .addHelpText('after', '\nA spec: {"model": "moons", "network": {"preset": "two-layer-net"}, "dataset": {"name": "moons"}, "epochs": 30}')
    .action(run(async (context, file: string, { watch, dryRun, set, idempotencyKey }: Options) => {
      const { input, output, me } = context;
      const client = context.client();
      const spec = withChanges(await input.json(file), set) as unknown as JobSpecInput;
      if (dryRun) {
        const plan = await client.jobs.plan(spec);
        return output.answer(plan, () => describePlan(plan));
      }
      const job = await client.jobs.create(spec, idempotencyKey === undefined ? {} : { idempotencyKey });
      if (watch) return followJob(context, job.id);
      return output.answer(job, () => `${job.id}\n  ${me} watch ${job.id}`);
    }));
};
