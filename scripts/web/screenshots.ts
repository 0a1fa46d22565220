/**
 * `npm run screenshots [-- --only <name>]`: starts a service with data of its own, makes something to see with real jobs, and writes pictures of the
 * dashboard's main pages into docs/images.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { createClient } from '../../src/client/index.ts';
import { chromiumPath, startBrowser } from '../../test/web/browser.ts';
import { root } from '../support/checks.ts';
import { startServiceProcess } from '../support/start-service.ts';
import { makeData } from './data.ts';
import { picturesOf } from './pictures.ts';

const { values: { only } } = parseArgs({ options: { only: { type: 'string' } } });
const FOLDER = resolve(root, 'docs', 'images');
const MOST_BYTES = 200_000;

if (chromiumPath() === null) throw new Error('There is no Chromium: install the distribution\'s package, or say where it is in CHROMIUM.');
const dataDir = await mkdtemp(join(tmpdir(), 'trainyard-screenshots-'));
const env = { HOST: '127.0.0.1', PORT: process.env.PORT ?? '8275', AUTH: 'on', TRAINYARD_API_KEY: '', STORE_URL: '', REDIS_URL: '', LOG_LEVEL: 'warn' };
const service = await startServiceProcess({ dataDir, env, onMessage: () => {} });
const browser = await startBrowser(service.url);
try {
  const client = createClient({ baseUrl: service.url, apiKey: service.apiKey });
  process.stdout.write('making data\n');
  const data = await makeData(client);
  await mkdir(FOLDER, { recursive: true });
  for (const picture of picturesOf(data)) {
    if (only !== undefined && !picture.name.startsWith(only)) continue;
    const { path: signIn } = await client.sessions.createLink();
    const { page, context } = await browser.visit({ signIn, ...picture.window });
    await page.goto(picture.path);
    await picture.prepare(page);
    await page.evaluate(() => scrollTo(0, 0));
    const whole = await page.screenshot({ fullPage: picture.whole ?? false });
    const small = await sharp(whole).png({ palette: true, quality: 90, compressionLevel: 9, effort: 10 }).toBuffer();
    if (small.length > MOST_BYTES) throw new Error(`${picture.name} has ${small.length} bytes: show less of the page.`);
    await writeFile(join(FOLDER, `${picture.name}.png`), small);
    process.stdout.write(`${picture.name}: ${Math.round(small.length / 1024)} KiB\n`);
    await context.close();
  }
} finally {
  await browser.close();
  await service.stop();
  await rm(dataDir, { recursive: true, force: true });
}
