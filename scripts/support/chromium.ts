import { spawnSync } from 'node:child_process';
import { chromiumPath } from '../../test/web/browser.ts';

/** The tests of the dashboard need a Chromium: the distribution's is installed where that may be done, and it is said where it may not. */
export function ensureChromium(say: (line: string) => void): void {
  if (chromiumPath() !== null) return;
  const why = whyNot();
  if (why !== null) return say(`no Chromium: the tests of the dashboard are skipped (${why}). Install one (Debian: apt-get install chromium) or name it in CHROMIUM.`);
  say('no Chromium: installing the distribution\'s package for the tests of the dashboard');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const command of [['update', '-q'], ['install', '-q', '-y', '--no-install-recommends', 'chromium', 'fonts-dejavu-core']]) {
    const { status, stderr } = spawnSync('apt-get', command, { encoding: 'utf8', env });
    if (status !== 0) return say(`apt-get ${command[0]} failed: ${stderr.trim().split('\n').at(-1)}; the tests of the dashboard are skipped.`);
  }
}

function whyNot(): string | null {
  if (process.env.TRAINYARD_NO_DOWNLOAD === '1') return 'TRAINYARD_NO_DOWNLOAD=1';
  if (process.getuid?.() !== 0) return 'installing it needs root';
  return spawnSync('apt-get', ['--version']).status === 0 ? null : 'there is no apt-get';
}
