import { access, constants, mkdir } from 'node:fs/promises';
import type { Finding, Settings } from './finding.ts';

export async function checkFolders({ dataDir }: Settings): Promise<Finding> {
  const name = 'data folder';
  try {
    await mkdir(dataDir, { recursive: true });
    await access(dataDir, constants.W_OK | constants.X_OK);
    return { name, status: 'ok', detail: dataDir, fix: '' };
  } catch (error) {
    return { name, status: 'problem', detail: `${dataDir} cannot be written (${(error as NodeJS.ErrnoException).code})`, fix: 'Set DATA_DIR to a folder this user may write.' };
  }
}
