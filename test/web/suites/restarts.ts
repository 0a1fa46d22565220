import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { startTestApi, type TestApi } from '../../api/support.ts';
import { type Dashboard, dashboardDir } from '../support.ts';
import { LONG, untilPoints } from './job.ts';

/** Another API of the same service, which may go away. */
const besides = ({ api }: Dashboard, port: number): Promise<TestApi> => startTestApi(api.storeDir, { redisUrl: api.redisUrl, dashboardDir, port });

const API = /\/(api\/v1|metrics|readyz)/;

export const restarts = (dashboard: Dashboard) => describe('while the service restarts', () => {
  test('a training goes on without the API: the page says so, goes on by itself, and nothing is missing', async () => {
    const { client } = dashboard.api;
    let api = await besides(dashboard, 0);
    const port = Number(new URL(api.url).port);
    const { page } = await dashboard.open('/');
    try {
      const { id } = await client.jobs.create({ ...LONG, model: 'restarted', steps: 8000, evaluate: { everySteps: 500 } });
      await page.goto((await api.client.sessions.createLink()).path.replace(/^/, api.url));
      await page.goto(`${api.url}/jobs/${id}`);
      await untilPoints(page, 0);
      await api.close();
      await page.getByText('Connection lost; trying again.').waitFor();
      api = await besides(dashboard, port);
      await page.locator('.job-line .badge.succeeded').waitFor();
      await expect.poll(() => page.getByText('Connection lost').count()).toBe(0);
      const { series } = await client.jobs.metrics(id, { maxPoints: 10_000 });
      await page.waitForFunction((wanted) => document.querySelector('[aria-label^="Curves of the loss"]')?.getAttribute('data-points') === String(wanted), series.trainLoss.length + series.testLoss.length);
    } finally {
      await page.close();
      await api.close();
    }
  });

  test('a page whose first requests are not answered says so, and comes as soon as they are', async () => {
    const [job] = (await dashboard.api.client.jobs.list({ limit: 1 })).data;
    const [{ name }] = (await dashboard.api.client.models.list({ limit: 1 })).data;
    // one for each way of loading
    const addresses: readonly [string, (page: Page) => Promise<unknown>][] = [
      ['/', (page) => page.getByRole('table').waitFor()],
      [`/jobs/${job.id}`, (page) => page.getByRole('region', { name: 'Progress' }).waitFor()],
      ['/draw', (page) => page.getByRole('application').waitFor()],
      [`/playground?jobs=${job.id}`, (page) => page.getByRole('slider', { name: 'Replay' }).waitFor()],
      [`/compare?jobs=${job.id}`, (page) => page.getByRole('region', { name: 'What differs' }).waitFor()],
      [`/models/${name}`, (page) => page.getByRole('region', { name: 'Versions', exact: true }).first().waitFor()],
    ];
    const { context } = await dashboard.open('/');
    await Promise.all(addresses.map(async ([address, isThere]) => {
      const page = await context.newPage();
      await page.route(API, (route) => route.abort('connectionrefused'));
      await page.goto(address);
      await page.getByText(/This page tries again by itself|Connection lost; trying again/).first().waitFor();
      await page.unroute(API);
      await isThere(page);
      // parts of a page that are loaded apart try again apart
      await expect.poll(() => page.getByText(/tries again by itself|Connection lost/).count()).toBe(0);
    }));
    await context.close();
  });
});
