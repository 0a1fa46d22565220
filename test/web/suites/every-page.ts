import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { TestApi } from '../../api/support.ts';
import { type Dashboard, expectAccessible } from '../support.ts';
import { LONG } from './job.ts';

/** What the router has, read from its registry: a page without an address below fails. */
const registered = [...readFileSync(new URL('../../../web/src/pages/index.ts', import.meta.url), 'utf8').matchAll(/\{ path: '([^']+)'/g)].map(([, path]) => path);

interface Addresses {
  /** while a job runs */
  running: readonly string[];
  /** every page by its path in the registry */
  byPath: Readonly<Record<string, readonly string[]>>;
  stopJob(): Promise<unknown>;
}

/** A job whose data the disk has lost when its turn comes. */
async function failing({ client, uploadsDir }: TestApi): Promise<void> {
  await client.datasets.create({ name: 'gone', format: 'csv', files: { file: new File([`a,b,label\n${'1,2,x\n2,1,y\n'.repeat(10)}`], 'gone.csv') } });
  const before = await client.jobs.create(LONG);
  const { id } = await client.jobs.create({ model: 'failing', dataset: { name: 'gone' }, network: { preset: 'multi-layer-net' }, steps: 1, batchSize: 4 });
  await rm(join(uploadsDir, 'gone'), { recursive: true });
  await client.jobs.cancel(before.id);
  await client.jobs.wait(id);
}

/** Every page with something on it; and two that are not in the registry. */
async function addressesOf({ api }: Dashboard): Promise<Addresses> {
  await failing(api);
  const { client } = api;
  const { data: jobs } = await client.jobs.list({ limit: 100 });
  const { data: [sweep] } = await client.sweeps.list();
  const [seen] = jobs.filter(({ spec, result }) => spec.model === 'seen' && result !== null);
  const [cancelled] = jobs.filter(({ status }) => status === 'cancelled');
  const [failed] = jobs.filter(({ status }) => status === 'failed');
  const race = jobs.filter(({ spec }) => spec.metadata?.from === 'playground').map(({ id }) => id);
  const running = await client.jobs.create({ ...LONG, optimizer: { type: 'sgd', learningRate: 100 }, insights: { everySteps: 100_000 } });
  const byPath = {
    '/': ['/'],
    '/jobs': ['/jobs'], // for who shortens an address
    '/jobs/new': ['/jobs/new', `/jobs/new?from=${seen.id}`],
    '/jobs/:id': [seen, cancelled, failed].map(({ id }) => `/jobs/${id}`),
    '/draw': [`/draw?job=${seen.id}`, '/draw?model=seen'],
    '/playground': ['/playground', `/playground?jobs=${race.join(',')}`],
    '/compare': ['/compare', `/compare?jobs=${race.join(',')}`, `/compare?sweep=${sweep.id}`],
    '/experiments': ['/experiments', '/experiments?experiment=ch06-optimizer-paths'],
    '/models': ['/models'],
    '/models/:name': ['/models/tried', '/models/tried?version=1', '/models/seen'],
    '/datasets': ['/datasets'],
    '/datasets/:name': ['/datasets/spiral', '/datasets/synthetic-digits', '/datasets/dropped'],
    '/system': ['/system'],
    'no page': ['/nowhere', '/jobs/job_gone'],
  };
  return { running: ['/', `/jobs/${running.id}`], byPath, stopJob: () => client.jobs.cancel(running.id).catch(() => null) }; // it may have diverged by then
}

export const everyPage = (dashboard: Dashboard) => describe('every page', () => {
  test('is readable for everybody in both looks, and as narrow as a phone', async () => {
    const { running, byPath, stopJob } = await addressesOf(dashboard);
    expect(Object.keys(byPath).filter((path) => path.startsWith('/')).sort()).toEqual([...registered].sort());
    const { page, context } = await dashboard.open('/');
    const { page: stranger } = await dashboard.browser.visit();
    const faults = await faultsOf(stranger, '/');
    for (const address of running) faults.push(...await faultsOf(page, address));
    await stopJob(); // it would compute beside the browser
    const left = Object.values(byPath).flat();
    const visitAll = async (visitor: Page) => {
      for (let address = left.shift(); address !== undefined; address = left.shift()) faults.push(...await faultsOf(visitor, address));
    };
    await Promise.all([page, await context.newPage()].map(visitAll));
    expect(faults).toEqual([]);
  });
});

async function faultsOf(page: Page, address: string): Promise<string[]> {
  const faults: string[] = [];
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto(address);
  await page.waitForFunction(() => document.querySelector('h1') !== null && !document.body.innerText.includes('Loading …'));
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    // the looks differ in colours alone
    await expectAccessible(page, colorScheme === 'light' ? undefined : ['color-contrast']).catch((error: Error) => faults.push(`${address}, ${colorScheme}: ${error.message}`));
  }
  await page.setViewportSize({ width: 390, height: 844 });
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  if (width > 390) faults.push(`${address}: ${width} pixels wide on a phone`);
  return faults;
}
