import { fileURLToPath } from 'node:url';
import { fullDisks } from './api/disks.ts';
import { configOrExit } from './config.ts';
import { loadKernels } from './kernels/load.ts';
import { checkAll } from './supervisor/checks/index.ts';
import type { Finding } from './supervisor/checks/index.ts';

/** For `trainyard doctor`: what the service would find on this machine, as one message over the process channel, else on standard output. */
const config = configOrExit();
const folders = [{ setting: 'DATA_DIR', path: config.dataDir }, ...(config.storeUrl.startsWith('file:') ? [{ setting: 'STORE_URL', path: fileURLToPath(config.storeUrl) }] : [])];
const full = await fullDisks({ folders, leastBytes: config.diskReserveBytes });

const disk: Finding = full.length === 0 ? { name: 'disk', status: 'ok', detail: `more than ${config.diskReserveBytes / 2 ** 20} MB are free`, fix: '' } : { name: 'disk', status: 'problem', detail: full.join('; '), fix: '' };
const kernels: Finding = { name: 'kernels', status: 'ok', detail: `${loadKernels(config.kernels).build}, ${config.workerThreads} threads`, fix: '' };
const findings: Finding[] = [...await checkAll(config), disk, kernels];

if (process.send) process.send(findings);
else process.stdout.write(`${JSON.stringify(findings, null, 2)}\n`);
process.disconnect?.();
