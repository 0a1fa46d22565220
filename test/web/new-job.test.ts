import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { KEY } from '../api/support.ts';
import { type Dashboard, expectAccessible, startDashboard, withoutBrowser } from './support.ts';

describe.skipIf(withoutBrowser)('a new job', () => {
  let dashboard: Dashboard;
  beforeAll(async () => {
    dashboard = await startDashboard();
  }, 120_000);
  afterAll(() => dashboard?.close());

  test('what is wrong is said at its field while it is written; what would be trained is shown layer by layer', async () => {
    const { page, complaints } = await dashboard.open('/jobs/new');
    await page.getByText('This can be trained.').waitFor();
    expect(await page.getByRole('table', { name: 'Layers' }).getByRole('row').count()).toBeGreaterThan(3);
    await page.getByLabel('Batch size').fill('0');
    const wrong = page.locator('[data-pointer="#/batchSize"]');
    await page.getByText('One thing is to be put right').waitFor();
    expect(await wrong.getAttribute('aria-invalid')).toBe('true');
    const described = (await wrong.getAttribute('aria-describedby'))!;
    expect(await page.locator(`[id="${described}"]`).textContent()).toMatch(/at least 1/);
    await page.getByRole('button', { name: '#/batchSize' }).click();
    expect(await wrong.evaluate((element) => element === document.activeElement)).toBe(true);
    // the dry run's refusal is what is tested, so the browser's own word on the 422 is none of ours
    expect(complaints.filter((text) => !text.includes('422'))).toEqual([]);
  });

  test('form and JSON are two views of one spec', async () => {
    const { page } = await dashboard.open('/jobs/new');
    await page.getByLabel('Network', { exact: true }).selectOption('simple-convnet');
    await page.getByLabel('Filters').fill('7');
    await page.getByLabel('JSON').check({ force: true });
    const text = page.getByLabel('Job spec');
    expect(JSON.parse(await text.inputValue())).toMatchObject({ network: { preset: 'simple-convnet', filters: 7 } });
    await text.fill('{"model": "pasted", "dataset": {"name": "moons"}, "epochs": 2, "network": {"layers": [{"type": "dense", "units": 2}]}}');
    await page.getByText('This can be trained.').waitFor();
    await page.getByLabel('Form').check({ force: true });
    expect(await page.getByLabel('Model').inputValue()).toBe('pasted');
    expect(await page.getByLabel('Units').inputValue()).toBe('2');
  });

  test('from signing in to a started job by keyboard alone', async () => {
    const { page } = await dashboard.browser.visit();
    const tabTo = async (name: string) => {
      for (let presses = 0; presses < 60; presses++) {
        const here = await page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '');
        if (here === name) return;
        await page.keyboard.press('Tab');
      }
      throw new Error(`The keyboard never came to "${name}".`);
    };
    await page.goto('/');
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await page.getByLabel('API key').focus();
    await page.keyboard.type(KEY);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Jobs' }).waitFor();
    await tabTo('New job');
    await page.keyboard.press('Enter');
    const heading = page.getByRole('heading', { name: 'New job' });
    await heading.waitFor();
    await page.getByText('This can be trained.').waitFor();
    expect(await heading.evaluate((element) => element === document.activeElement)).toBe(true);
    await tabTo('Start training');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'my-model' }).waitFor();
    const { data: [job] } = await dashboard.api.client.jobs.list({ limit: 1 });
    expect(new URL(page.url()).pathname).toBe(`/jobs/${job.id}`);
    await dashboard.api.client.jobs.cancel(job.id).catch(() => undefined); // it may have ended
  });

  test.each([false, true])('readable for everybody, dark: %s', async (dark) => {
    const { page } = await dashboard.open('/jobs/new', { dark, width: 390, height: 844 });
    await page.getByText('This can be trained.').waitFor();
    for (const summary of await page.locator('summary').all()) await summary.click();
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  });
});
