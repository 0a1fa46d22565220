import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { benchNetworks } from './networks.ts';
import { betweenMarkers, circumstances, figure, table } from './report.ts';

/** `npm run bench`: samples per second of whole networks. `npm run bench -- --write` also puts the table into the README. */
const { values: options } = parseArgs({ options: { write: { type: 'boolean', default: false } } });

const networks = benchNetworks();
const report = [
  circumstances(networks[0].build),
  table(networks, [
    { title: 'network', cell: ({ network }) => network },
    { title: 'parameters', cell: ({ parameters }) => parameters.toLocaleString('en'), right: true },
    { title: 'training, samples/s', cell: ({ train }) => figure(train), right: true },
    { title: 'inference, samples/s', cell: ({ inference }) => figure(inference), right: true },
  ]),
].join('\n\n');

console.log(report);
if (options.write) {
  const readme = new URL('../README.md', import.meta.url);
  writeFileSync(readme, betweenMarkers(readFileSync(readme, 'utf8'), report));
}
