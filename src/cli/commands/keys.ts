import type { ApiKeyInput } from '../../client/index.ts';
import { timeOf } from '../describe.ts';
import { wholeNumber } from '../numbers.ts';
import { table } from '../output.ts';
import type { CliCommand } from '../command.ts';

interface CreateOptions {
  scope: string[];
  expires?: string;
  queued?: number;
  running?: number;
}

export const keys: CliCommand = (program, run) => {
  const all = program.command('keys').description('API keys, and links that sign browsers in; needs a key with the scope admin');
  all.command('list', { isDefault: true })
    .description('list them')
    .action(run(async ({ client, output }) => {
      const list = await client().keys.list();
      output.answer(list, () => table(['id', 'name', 'scopes', 'created', 'expires'], list.data.map(({ id, name, scopes, createdAt, expiresAt }) => [id, name, scopes.join(', '), timeOf(createdAt), timeOf(expiresAt)])));
    }));
  all.command('create <name>')
    .description('make one; it is shown this once')
    .option('-s, --scope <scope>', 'read, predict, train or admin; may be repeated', (value, scopes: string[]) => [...scopes, value], [] as string[])
    .option('--expires <time>', 'such as 2027-01-31T00:00:00Z; by default never')
    .option('--queued <count>', 'jobs that may wait', (text) => wholeNumber('--queued', text))
    .option('--running <count>', 'jobs that may be unfinished', (text) => wholeNumber('--running', text))
    .action(run(async ({ client, output }, name: string, { scope, expires, queued, running }: CreateOptions) => {
      const limits = { ...(queued !== undefined && { queued }), ...(running !== undefined && { running }) };
      const made = await client().keys.create({ name, scopes: scope as ApiKeyInput['scopes'], ...(expires && { expiresAt: expires }), ...(Object.keys(limits).length > 0 && { limits }) });
      output.answer(made, () => `${made.key}\n  ${made.id}, for ${made.scopes.join(', ')}; it is shown this once`);
    }));
  all.command('revoke <id>')
    .description('end one, at once and everywhere')
    .action(run(async ({ client, output }, id: string) => {
      const revoked = await client().keys.revoke(id);
      output.answer(revoked, () => `${revoked.id} (${revoked.name}) is revoked`);
    }));
  all.command('link')
    .description('a link that signs a browser in, once, within 10 minutes')
    .action(run(async ({ client, output, settings }) => {
      const link = await client().sessions.createLink();
      const url = `${new URL(settings().url).origin}${link.path}`;
      output.answer({ ...link, url }, () => url);
    }));
};
