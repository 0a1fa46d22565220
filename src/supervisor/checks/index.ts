/** What `trainyard doctor` looks at before the service runs: one check a file. */
import { checkFolders } from './folders.ts';
import { checkNode } from './node.ts';
import { checkPort } from './port.ts';
import { checkRedis } from './redis.ts';

export interface Finding {
  name: string;
  status: 'ok' | 'warning' | 'problem';
  detail: string;
  /** what to do; empty where there is nothing to do */
  fix: string;
}

export interface Settings {
  host: string;
  port: number;
  dataDir: string;
  redisUrl: string | null;
  download: boolean;
}

/** In the order in which they are printed. */
const CHECKS: readonly ((settings: Settings) => Promise<Finding>)[] = [checkNode, checkFolders, checkRedis, checkPort];

export async function checkAll(settings: Settings): Promise<Finding[]> {
  return Promise.all(CHECKS.map((check) => check(settings)));
}
