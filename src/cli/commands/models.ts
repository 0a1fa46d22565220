import { versionTable } from '../describe.ts';
import type { CliCommand } from '../command.ts';

export const models: CliCommand = (program, run) => {
  program.command('models [name]')
    .description('list models; or the versions of one')
    .action(run(async ({ output, client, me }, name: string | undefined) => {
      if (name !== undefined) {
        const versions = await client().models.versions(name);
        return output.answer(versions, () => versionTable(versions.data));
      }
      const list = await client().models.list();
      output.answer(list, () => (list.data.length === 0 ? `no models; "${me} train spec.json --watch" makes one` : versionTable(list.data.map(({ latest }) => latest))));
    }));
};
