import type { Locator } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { type Dashboard } from '../support.ts';

export const playground = (dashboard: Dashboard) => describe('the playground', () => {
  test('optimizers race as jobs; each shows its surface, and the race can be replayed', async () => {
    const { page, complaints } = await dashboard.open('/playground');
    await page.getByLabel('Data', { exact: true }).selectOption('moons');
    await page.getByLabel('Steps').fill('400');
    await page.getByRole('button', { name: 'Start the race' }).click();
    const surfaces = page.getByRole('img', { name: /^Decision surface of \w+ after step [1-9]/ });
    await expect.poll(() => surfaces.count(), { timeout: 50_000 }).toBe(4);
    for (const surface of await surfaces.all()) await expect.poll(() => bareShareOf(surface)).toBeLessThan(0.1);
    const ids = new URL(page.url()).searchParams.get('jobs')!.split(',');
    const jobs = await Promise.all(ids.map((id) => dashboard.api.client.jobs.get(id)));
    expect(jobs.map(({ spec }) => spec.optimizer!.type).sort()).toEqual(['adagrad', 'adam', 'momentum', 'sgd']);
    await page.getByText(/(was the first to be right on 95 %|None of them has been right)/).waitFor({ timeout: 50_000 });
    await page.getByRole('slider', { name: 'Replay' }).focus();
    await page.keyboard.press('Home');
    await page.getByText('after step 0', { exact: true }).waitFor();
    expect(complaints).toEqual([]);
  });
});

/** The share of a canvas that is as white as its ground: most of it where only points are drawn, little of it where a surface is. */
const bareShareOf = (canvas: Locator): Promise<number> => canvas.evaluate((element) => {
  const { data } = (element as HTMLCanvasElement).getContext('2d')!.getImageData(0, 0, 480, 480);
  let bare = 0;
  for (let at = 0; at < data.length; at += 4) if (data[at] > 250 && data[at + 1] > 250 && data[at + 2] > 250) bare += 1;
  return bare / (data.length / 4);
});
