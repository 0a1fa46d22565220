import { describe, expect, test } from 'vitest';
import { type Dashboard, expectAccessible, expectNarrow } from '../support.ts';

const SMALL = { dataset: { name: 'moons' }, network: { preset: 'multi-layer-net', hidden: [8] }, steps: 30 };

export const lists = (dashboard: Dashboard) => describe('lists', () => {
  test('nothing yet: three ways to begin; then the list, live, searched and filtered', async () => {
    const { page, complaints } = await dashboard.open('/');
    await page.getByRole('button', { name: 'Train and draw' }).waitFor();
    await expectAccessible(page);
    const { client } = dashboard.api;
    const { id } = await client.jobs.create({ model: 'first', ...SMALL, metadata: { course: 'ch07' } });
    await client.jobs.create({ model: 'second', ...SMALL, optimizer: { type: 'sgd' } });
    await page.getByRole('link', { name: 'second' }).waitFor();
    await page.getByRole('row', { name: /first succeeded/ }).waitFor();
    await page.getByLabel('Search').fill('CH07');
    await expect.poll(() => page.getByRole('row').count()).toBe(2);
    await page.getByLabel('Status').selectOption('failed');
    await page.getByText('No job fits.').waitFor();
    await page.getByLabel('Status').selectOption('');
    await page.getByRole('link', { name: 'first' }).click();
    await page.getByRole('heading', { name: 'first' }).waitFor();
    expect(new URL(page.url()).pathname).toBe(`/jobs/${id}`);
    expect(complaints).toEqual([]);
  });

  test('two jobs that are ticked are compared: curves, what differs, which is best', async () => {
    const { page, complaints } = await dashboard.open('/');
    for (const model of ['first', 'second']) await page.getByRole('checkbox', { name: new RegExp(`Compare ${model}`) }).check();
    await page.getByRole('link', { name: 'Compare 2' }).click();
    await page.getByText(/^Best by training loss/).waitFor(); // the only figure with more than a few points
    expect(Number(await page.getByRole('img', { name: /of 2 jobs/ }).getAttribute('data-points'))).toBeGreaterThan(0);
    const table = page.getByRole('region', { name: 'What differs' });
    await table.getByRole('columnheader', { name: 'optimizer.type' }).waitFor();
    expect(await table.getByRole('columnheader', { name: 'batchSize' }).count()).toBe(0);
    await page.getByLabel('Figure').selectOption('testAccuracy');
    await page.getByText(/^Best by test accuracy/).waitFor();
    expect(complaints).toEqual([]);
  });

  test('a sweep from JSON, its trials over each other', async () => {
    const { page } = await dashboard.open('/compare', { dark: true });
    await page.getByText('New sweep').click();
    await page.getByLabel('Sweep as JSON').fill(JSON.stringify({ spec: { model: 'swept', ...SMALL, optimizer: { type: 'sgd' } }, search: { type: 'grid', parameters: { 'optimizer.learningRate': [0.01, 0.1] } }, metric: 'testAccuracy' }));
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Start the sweep' }).click();
    await page.getByText('2 of 2 ended').waitFor();
    await page.getByText(/^Best by test accuracy: trial \d/).waitFor();
    await page.getByRole('columnheader', { name: 'optimizer.learningRate' }).waitFor();
  });

  test('experiments of a chapter with their bands; one is run, and says its verdict with its figure', async () => {
    const { page, complaints } = await dashboard.open('/experiments?experiment=ch02-gates');
    const card = page.getByRole('article', { name: 'Gates from perceptrons' });
    await card.getByText('not run here yet').waitFor();
    await card.getByRole('button', { name: 'Run: Gates from perceptrons' }).click();
    await card.getByText('inside the band').waitFor();
    const figure = card.getByRole('img', { name: 'Figure of Gates from perceptrons' });
    await figure.scrollIntoViewIfNeeded();
    await page.waitForFunction(() => (document.querySelector<HTMLImageElement>('.figure')?.naturalWidth ?? 0) > 0);
    await page.getByRole('link', { name: 'Chapter 8' }).click();
    await page.getByRole('heading', { name: 'Chapter 8' }).waitFor();
    await page.getByRole('button', { name: 'Switch between light and dark' }).click();
    await page.setViewportSize({ width: 390, height: 844 });
    await expectNarrow(page);
    expect(complaints).toEqual([]);
  });
});
