import { freePort } from '../ports.ts';
import type { Finding, Settings } from './finding.ts';

export async function checkPort({ host, port }: Settings): Promise<Finding> {
  const name = 'port';
  try {
    const free = await freePort(host, port);
    if (port === 0 || free === port) return { name, status: 'ok', detail: port === 0 ? 'any' : `${host}:${port} is free`, fix: '' };
    return { name, status: 'warning', detail: `${host}:${port} is busy`, fix: `If that is not the service itself: the next start takes ${free}; PORT chooses another.` };
  } catch (error) {
    return { name, status: 'problem', detail: (error as Error).message, fix: '' };
  }
}
