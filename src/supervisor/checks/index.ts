/** What `trainyard doctor` looks at before the service runs: one check a file. */
import type { Finding, Settings } from './finding.ts';
import { checkFolders } from './folders.ts';
import { checkNode } from './node.ts';
import { checkPort } from './port.ts';
import { checkRedis } from './redis.ts';

export type { Finding } from './finding.ts';

/** In the order in which they are printed. */
const CHECKS: readonly ((settings: Settings) => Promise<Finding>)[] = [checkNode, checkFolders, checkRedis, checkPort];

export async function checkAll(settings: Settings): Promise<Finding[]> {
  return Promise.all(CHECKS.map((check) => check(settings)));
}
