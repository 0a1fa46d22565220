/** The software bill of materials of a release: every package that a user runs, in CycloneDX. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

export interface Bill {
  bomFormat: 'CycloneDX';
  components: { name: string; version: string; hashes?: { alg: string; content: string }[] }[];
}

const run = promisify(execFile);

/** Read from the installed packages: needs `npm ci` first, and no registry. */
export async function billOfMaterials(root: string): Promise<Bill> {
  const { stdout } = await run('npm', ['sbom', '--sbom-format', 'cyclonedx', '--omit', 'dev'], { cwd: root, maxBuffer: 64 << 20 });
  return JSON.parse(stdout) as Bill;
}
