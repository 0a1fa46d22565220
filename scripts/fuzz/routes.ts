/** `npm run fuzz:routes [-- --requests N] [--seed N] [--write]`: generated requests to every route. Ends with 1 when an answer was not as the OpenAPI document says. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { fuzzRoutes } from '../../test/fuzz/routes/send.ts';
import { startFuzzedService } from '../../test/fuzz/routes/service.ts';

const { values } = parseArgs({ options: { requests: { type: 'string', default: '20000' }, seed: { type: 'string', default: '1' }, write: { type: 'boolean', default: false } } });
const folder = new URL('../../docs/reliability/', import.meta.url);
const { api, known } = await startFuzzedService();
try {
  const report = await fuzzRoutes({ requests: Number(values.requests), seed: Number(values.seed), known, send: (path, init) => api.request(path, init) });
  console.log(`${report.requests} requests, slowest ${Math.round(report.slowest)} ms; answers ${JSON.stringify(report.statuses)}`);
  for (const complaint of report.complaints) console.log(`  ${complaint}`);
  if (values.write) mkdirSync(folder, { recursive: true });
  if (values.write) writeFileSync(new URL('fuzz-routes.json', folder), `${JSON.stringify({ seed: Number(values.seed), ...report, slowest: Math.round(report.slowest) }, null, 2)}\n`);
  process.exitCode = report.complaints.length === 0 ? 0 : 1;
} finally {
  await api.close();
}
