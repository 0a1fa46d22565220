import { describe, expect, test } from 'vitest';
import { KEY } from '../../api/support.ts';
import { type Dashboard, expectAccessible, expectFocus, expectNarrow } from '../support.ts';

export const newJob = (dashboard: Dashboard) => describe('a new job', () => {
  test('what is wrong is said at its field while it is written; what would be trained is shown layer by layer', async () => {
    const { page, complaints } = await dashboard.open('/jobs/new');
    await page.getByText('This can be trained.').waitFor();
    await expect.poll(() => page.getByRole('table', { name: 'Layers' }).getByRole('row').count()).toBeGreaterThan(3);
    await page.getByLabel('Batch size').fill('0');
    const wrong = page.locator('[data-pointer="#/batchSize"]');
    await page.getByText('One thing is to be put right').waitFor();
    await expect.poll(() => wrong.getAttribute('aria-invalid')).toBe('true');
    const described = (await wrong.getAttribute('aria-describedby'))!;
    expect(await page.locator(`[id="${described}"]`).textContent()).toMatch(/at least 1/);
    await page.getByRole('button', { name: '#/batchSize' }).click();
    await expectFocus(wrong);
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
    await expect.poll(() => page.getByLabel('Model').inputValue()).toBe('pasted');
    await expect.poll(() => page.getByLabel('Units').inputValue()).toBe('2');
  });

  test('from signing in to a running job, and to its end, by keyboard alone', async () => {
    const { page, complaints } = await dashboard.browser.visit();
    const tabTo = async (name: string) => {
      for (let presses = 0; presses < 60; presses++) {
        const here = await page.evaluate(() => {
          const element = document.activeElement;
          return element?.getAttribute('aria-label') ?? (element as HTMLInputElement | null)?.labels?.[0]?.textContent ?? element?.textContent ?? '';
        });
        if (here === name) return;
        await page.keyboard.press('Tab');
      }
      throw new Error(`The keyboard never came to "${name}".`);
    };
    await page.goto('/');
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await tabTo('API key');
    await page.keyboard.type(KEY);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Jobs' }).waitFor();
    await tabTo('New job');
    await page.keyboard.press('Enter');
    const heading = page.getByRole('heading', { name: 'New job' });
    await heading.waitFor();
    await page.getByText('This can be trained.').waitFor();
    await expectFocus(heading);
    await tabTo('Epochs');
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('5000');
    await page.getByText('1,000,000').waitFor(); // steps, of the plan
    await tabTo('Start training');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'my-model' }).waitFor();
    await page.locator('.job-line .badge.running').waitFor();
    await tabTo('Cancel');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Cancel this job?' }).waitFor();
    await tabTo('Cancel the job');
    await page.keyboard.press('Enter');
    await page.locator('.job-line .badge.cancelled').waitFor();
    const [{ id, status }] = (await dashboard.api.client.jobs.list({ limit: 1 })).data;
    expect(new URL(page.url()).pathname).toBe(`/jobs/${id}`);
    expect(status).toBe('cancelled');
    expect(complaints.filter((text) => !text.includes('401'))).toEqual([]); // the first look at the session, before there is one
  });

  test('readable for everybody with everything unfolded, in both looks', async () => {
    const { page } = await dashboard.open('/jobs/new', { width: 390, height: 844 });
    await page.getByText('This can be trained.').waitFor();
    for (const summary of await page.locator('summary').all()) await summary.click();
    await expectAccessible(page);
    await page.emulateMedia({ colorScheme: 'dark' });
    await expectAccessible(page);
    await expectNarrow(page);
  });
});
