import { configOrExit } from './config.ts';
import { isExpired, reindexFrom, type ReindexReport } from './jobs/index.ts';
import { openStore } from './models/index.ts';
import { startRedis } from './redis/index.ts';

/** `npm run reindex`: Redis from the store alone. Without REDIS_URL into the private Redis of DATA_DIR, whose service has to be stopped. */
const config = configOrExit();
const say = (line: string) => process.stdout.write(`${line}\n`);

function describe({ jobs, requeued, sweeps, present, expired, events, points, insights, damaged }: ReindexReport): void {
  say(`jobs back: ${jobs.succeeded} succeeded, ${jobs.failed} failed, ${jobs.cancelled} cancelled; ${requeued} queued again`);
  say(`sweeps back: ${sweeps}`);
  say(`events ${events}, metric points ${points}, insights ${insights}`);
  say(`left as they are: ${present} that Redis had, ${expired} that have expired`);
  for (const { file, reason, more } of damaged) say(`damaged: ${file}: ${reason}${more ? `, and ${more} more` : ''}`);
}

try {
  const own = config.redisUrl === null ? await startRedis({ dataDir: config.dataDir, download: config.download, log: say }) : null;
  try {
    describe(await reindexFrom(await openStore(config.storeUrl), own?.url ?? config.redisUrl!, (record) => !isExpired(record, config.retention, Date.now())));
  } finally {
    await own?.stop();
  }
} catch (error) {
  process.stderr.write(`reindex: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
