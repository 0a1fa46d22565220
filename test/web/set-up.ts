import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Before all tests: the dashboard as its sources are now. */
export function setup(): void {
  const root = fileURLToPath(new URL('../../', import.meta.url));
  const { status, stderr } = spawnSync(process.execPath, ['scripts/run.mjs', 'scripts/build-web.ts', '--if-stale'], { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(`npm run build:web failed: ${stderr}`);
}
