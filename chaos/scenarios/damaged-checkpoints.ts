import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Scenario } from '../scenario.ts';

const DAMAGES: Record<string, (bytes: Buffer) => Uint8Array> = {
  truncated: (bytes) => bytes.subarray(0, bytes.length >> 1),
  'one bit': (bytes) => {
    bytes[bytes.length >> 1] ^= 4;
    return bytes;
  },
  empty: () => new Uint8Array(0),
};

/** The newest checkpoint is damaged while nobody has the job; the one before it is used. */
export const damagedCheckpoints: Scenario = {
  name: 'damaged-checkpoints',
  summary: 'checkpoints truncated, emptied, and with one bit turned',
  async play({ world, ledger, short }) {
    const damages = Object.entries(DAMAGES).slice(0, short ? 1 : undefined);
    const problems: string[] = [];
    for (const [name, damage] of damages) {
      const victim = await world.startConsumer();
      const id = await ledger.submit('steps');
      for await (const { type } of world.client.jobs.events(id)) if (type === 'checkpoint') break;
      await victim.die();
      const folder = join(world.storeFolder, 'jobs', id, 'checkpoints');
      const newest = join(folder, (await readdir(folder)).sort().at(-1)!);
      await writeFile(newest, damage(await readFile(newest)));
      const next = await world.startConsumer();
      await ledger.ended(id);
      if (!(await world.log(id)).some(({ type, data }) => type === 'log' && String(data.message).includes('passed over'))) problems.push(`${name}: the damaged checkpoint was not passed over`);
      await next.stop();
    }
    return { counts: { 'damaged checkpoints': damages.length }, problems };
  },
};
