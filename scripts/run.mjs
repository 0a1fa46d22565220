// Plain JavaScript, so that an old Node reaches the sentence below instead of a syntax error: `node scripts/run.mjs <entry.ts> [arguments]`.
import module from 'node:module';
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const [major] = process.versions.node.split('.').map(Number);
if (major < 24) {
  console.error(`Trainyard needs Node 24 or newer and this is ${process.version}. Start it with npm (npm start, npm run demo, npm test): npm brings Node 24 along on Linux (x64, arm64). Elsewhere install Node 24 or use docker compose up.`);
  process.exit(1);
}
// also for the processes that this one starts, which load the same files
process.env.NODE_COMPILE_CACHE ??= fileURLToPath(new URL('../node_modules/.cache/trainyard/compiled', import.meta.url));
module.enableCompileCache(process.env.NODE_COMPILE_CACHE);

const entry = resolve(process.argv[2]);
process.argv = [process.argv[0], entry, ...process.argv.slice(3)];
await import(pathToFileURL(entry).href);
