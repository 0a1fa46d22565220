import type { Finding } from './finding.ts';

const NEEDED = 24;

export async function checkNode(): Promise<Finding> {
  const fits = Number(process.versions.node.split('.')[0]) >= NEEDED;
  return {
    name: 'Node', status: fits ? 'ok' : 'problem', detail: `${process.version} (${process.execPath})`,
    fix: fits ? '' : `Node ${NEEDED} or newer is needed: npm brings it along on Linux (x64, arm64); elsewhere install it, or use docker compose up.`,
  };
}
