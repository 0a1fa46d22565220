import { describe, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { startSlowLine } from '../slow-line.ts';
import { type Dashboard, expectAccessible } from '../support.ts';

export const LONG = { model: 'long', dataset: { name: 'moons' }, network: { preset: 'multi-layer-net' }, steps: 1_000_000, evaluate: { everySteps: 10_000 } };

const lossPoints = async (page: Page): Promise<number> => Number(await page.getByRole('img', { name: /Curves of the loss/ }).getAttribute('data-points'));

export const untilPoints = (page: Page, more: number): Promise<unknown> =>
  page.waitForFunction((least) => Number(document.querySelector('[aria-label^="Curves of the loss"]')?.getAttribute('data-points')) > least, more);

export const jobPage = (dashboard: Dashboard) => describe('the page of a job', () => {
  test('the curve moves while it trains; cancelling asks first, and is said', async () => {
    const { id } = await dashboard.api.client.jobs.create(LONG);
    const { page, complaints } = await dashboard.open(`/jobs/${id}`);
    await untilPoints(page, 0);
    await untilPoints(page, await lossPoints(page));
    await page.getByRole('button', { name: 'Cancel' }).click();
    const dialog = page.getByRole('dialog', { name: 'Cancel this job?' });
    await dialog.waitFor();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    expect(await page.getByRole('button', { name: 'Cancel' }).evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Cancel the job' }).click();
    await page.locator('.job-line .badge.cancelled').waitFor();
    expect((await dashboard.api.client.jobs.get(id)).status).toBe('cancelled');
    await page.getByRole('button', { name: 'Train again', exact: true }).waitFor();
    expect(complaints).toEqual([]);
  });

  test('says when it is behind, why and how far; catches up, and says nothing any more', async () => {
    const { client, url } = dashboard.api;
    const line = await startSlowLine(url);
    const { id } = await client.jobs.create(LONG);
    const { page } = await dashboard.browser.visit();
    try {
      await page.goto(line.url + (await client.sessions.createLink()).path);
      await page.goto(`${line.url}/jobs/${id}`);
      await untilPoints(page, 0);
      const troubles = [
        [() => line.hold('streams'), 'Catching up: the job is further than what is shown.'],
        [() => line.hold('everything'), 'The service does not answer; waiting for it. What is shown is the last that came.'],
        [() => line.cut(), 'Connection lost; trying again. What is shown is the last that came.'],
      ] as const;
      for (const [begin, said] of troubles) {
        expect(await page.getByText(/s behind$/).count()).toBe(0);
        begin();
        const note = page.locator('.note', { hasText: said });
        await note.getByText(/^\d+ s behind$/).waitFor();
        if (said.startsWith('Catching up')) {
          const [, seconds] = /(\d+) s behind/.exec((await note.textContent())!)!;
          await page.waitForFunction((before) => Number(/(\d+) s behind/.exec(document.body.innerText)?.[1]) > before, Number(seconds));
          await expectAccessible(page);
        }
        const before = await lossPoints(page);
        line.release();
        await page.getByText(/s behind$/).waitFor({ state: 'detached' });
        await untilPoints(page, before);
      }
    } finally {
      await page.close();
      await line.close();
      await client.jobs.cancel(id);
    }
  });

  test('shows what is inside: histograms by step, filters, confusion matrix; readable for everybody', async () => {
    const { id } = await dashboard.api.client.jobs.create({
      model: 'seen', dataset: { name: 'synthetic-digits', trainSize: 300 }, network: { preset: 'simple-convnet', filters: 4, hidden: 10 }, steps: 12, batchSize: 25, insights: { everySteps: 4 },
    });
    await dashboard.api.client.jobs.wait(id);
    const { page, complaints } = await dashboard.open(`/jobs/${id}`);
    await page.getByRole('img', { name: /activations of conv2d1: histograms from step 0 to 12/i }).waitFor();
    const slider = page.getByRole('slider', { name: 'Step' });
    await slider.focus();
    await page.keyboard.press('Home');
    expect(await slider.getAttribute('aria-valuetext')).toBe('step 0');
    await page.getByLabel('Show', { exact: true }).selectOption('weights');
    await page.getByRole('button', { name: 'dense1.kernel' }).click();
    await page.getByRole('img', { name: /weights of dense1.kernel: histograms/i }).waitFor();
    expect(await page.getByRole('img', { name: /4 filters of conv2d1/ }).count()).toBe(2);
    expect(await page.getByRole('group', { name: 'Confusion matrix' }).getByRole('row').count()).toBe(11);
    expect(await page.getByRole('link', { name: 'Draw against it' }).getAttribute('href')).toBe(`/draw?job=${id}`);
    for (const summary of await page.locator('summary').all()) await summary.click();
    await page.getByText('curl -sN').waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Switch between light and dark' }).click();
    await page.locator('[data-theme=dark]').waitFor();
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    expect(complaints).toEqual([]);
  });
});
