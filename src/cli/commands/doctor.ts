import { TrainyardApiError } from '../../client/index.ts';
import { runEntry } from '../entries.ts';
import { EXIT } from '../exit-codes.ts';
import type { Context } from '../context.ts';
import type { CliCommand } from '../command.ts';

interface Finding {
  name: string;
  status: 'ok' | 'warning' | 'problem';
  detail: string;
  fix: string;
}

const SIGNS = { ok: 'ok     ', warning: 'warning', problem: 'PROBLEM' };

export const doctor: CliCommand = (program, run) => {
  program.command('doctor')
    .description('look at Node, settings, disk, Redis, ports and the service, and say what to do')
    .action(run(async (context) => {
      const findings = [...await machine(context), ...await service(context)];
      const problems = findings.filter(({ status }) => status === 'problem').length;
      context.output.answer({ object: 'list', data: findings }, () => [
        ...findings.map(({ name, status, detail, fix }) => `${SIGNS[status]}  ${name}: ${detail}${status === 'ok' || fix === '' ? '' : `\n         ${fix}`}`),
        problems === 0 ? 'Nothing stands in the way.' : `${problems} ${problems === 1 ? 'problem' : 'problems'}.`,
      ].join('\n'));
      return problems === 0 ? EXIT.done : EXIT.problems;
    }));
};

/** What the service would find here. Asked in a process of its own, with the settings as the service reads them. */
async function machine({ env, folder }: Context): Promise<Finding[]> {
  const findings: Finding[] = [];
  const code = await runEntry('checkup', { env, folder, stdout: 'ignore', onMessage: (message) => findings.push(...(message as Finding[])) });
  if (findings.length === 0) findings.push({ name: 'settings', status: 'problem', detail: `they cannot be read (code ${code})`, fix: 'What stands above names the variable and what it takes.' });
  return findings;
}

/** The service that this command line would talk to. */
async function service(context: Context): Promise<Finding[]> {
  const { url, from } = context.settings();
  const name = 'service';
  const client = context.client();
  const health = await client.health().catch(() => null);
  if (health === null) return [{ name, status: 'warning', detail: `nothing answers at ${url} (from ${from.url})`, fix: `"${context.me} up" starts it; TRAINYARD_URL says where another one is.` }];
  const found: Finding[] = [{ name, status: health.ready ? 'ok' : 'problem', detail: health.ready ? `ready at ${url}` : `at ${url} takes no jobs`, fix: health.reasons.join('; ') }];
  for (const warning of health.warnings) found.push({ name, status: 'warning', detail: warning, fix: '' });
  try {
    const { data } = await client.consumers({ retries: 0 });
    const alive = data.filter((each) => each.alive);
    const threads = alive.reduce((sum, each) => sum + each.threads, 0);
    found.push({ name: 'key', status: 'ok', detail: `from ${from.apiKey}`, fix: '' });
    found.push({ name: 'consumers', status: alive.length > 0 ? 'ok' : 'problem', detail: `${alive.length} alive, ${threads} threads`, fix: 'Jobs wait until one runs: "npm run consumer", or look at the log of the service.' });
  } catch (error) {
    if (!(error instanceof TrainyardApiError)) throw error;
    found.push({ name: 'key', status: 'problem', detail: `${error.message} It came from ${from.apiKey}.`, fix: error.hint });
  }
  return found;
}
