import { describe, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { startSlowLine } from '../slow-line.ts';
import { type Dashboard, expectAccessible, expectFocus, expectNarrow } from '../support.ts';

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
    await expectFocus(page.getByRole('button', { name: 'Cancel' }));
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
        await page.getByText(/s behind$/).waitFor({ state: 'detached' });
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

  test('pauses, resumes with other threads, forks from a checkpoint, stops and keeps; the attempts and the time left are told', async () => {
    const { client } = dashboard.api;
    const { id } = await client.jobs.create({ ...LONG, model: 'driven', checkpoint: { everySeconds: 1 } });
    const { page, complaints } = await dashboard.open(`/jobs/${id}`);
    await untilPoints(page, 0);
    page.setDefaultTimeout(30_000);
    await page.locator('dt', { hasText: 'Time left' }).locator('xpath=following-sibling::dd').getByText(/\d+ (s|min|h)/).waitFor();
    await page.getByRole('button', { name: 'Pause', exact: true }).click();
    await page.locator('.job-line .badge.paused').waitFor();
    await page.getByRole('button', { name: 'Resume', exact: true }).click();
    const resuming = page.getByRole('dialog', { name: 'Resume' });
    await resuming.getByLabel('Threads').fill('2');
    await resuming.getByRole('button', { name: 'Resume' }).click();
    await page.locator('.job-line .badge.running').waitFor();
    const attempts = page.getByRole('group', { name: 'Attempts' }).locator('tbody').getByRole('row');
    await attempts.nth(1).waitFor();
    await attempts.nth(0).getByText('handed back').waitFor();
    expect((await client.jobs.get(id)).spec.threads).toBe(2);

    await page.getByRole('button', { name: 'Fork' }).click();
    const forking = page.getByRole('dialog', { name: 'Fork' });
    const changes = forking.getByLabel('What to change, as JSON');
    await changes.fill('{"steps": 1_000}');
    await forking.getByRole('button', { name: 'Fork' }).click();
    await forking.getByText(/JSON/).nth(1).waitFor();
    await changes.fill('{"optimizer": {"learningRate": -1}}');
    await forking.getByRole('button', { name: 'Fork' }).click();
    await forking.getByRole('alert').getByText('optimizer.learningRate: -1 is too small').waitFor();
    expect((await forking.getByRole('alert').textContent())!.match(/-1 is too small/g)).toHaveLength(1);
    await expectAccessible(page);
    await changes.fill('{"steps": 900000}');
    await forking.getByRole('button', { name: 'Fork' }).click();
    await page.waitForURL((url) => url.pathname.startsWith('/jobs/') && !url.pathname.endsWith(id));
    const forked = new URL(page.url()).pathname.split('/').at(-1)!;
    expect(await client.jobs.get(forked)).toMatchObject({ parent: id, spec: { steps: 900_000 } });
    await client.jobs.cancel(forked);

    await page.goBack();
    await page.getByRole('button', { name: 'Stop and keep' }).click();
    await page.locator('.job-line .badge.succeeded').waitFor();
    await page.getByText('Ended early by somebody; what it had learnt is kept.').waitFor();
    expect(await client.jobs.get(id)).toMatchObject({ stopReason: 'user', result: { model: 'driven' } });
    expect(complaints.filter((complaint) => !/\b422\b/.test(complaint))).toEqual([]);
  });

  test('shows what the training doctor found, and what was misclassified', async () => {
    const { id } = await dashboard.api.client.jobs.create({
      model: 'ill', dataset: { name: 'synthetic-digits', trainSize: 500 }, optimizer: { type: 'sgd', learningRate: 0.05 }, steps: 300, evaluate: { everySteps: 100, samples: 300 }, insights: { everySteps: 100 },
      network: { layers: [{ type: 'flatten' }, { type: 'dense', units: 50, initializer: 'zeros' }, { type: 'sigmoid' }, { type: 'dense', units: 10, initializer: 'zeros' }] },
    });
    await dashboard.api.client.jobs.wait(id);
    const { page, complaints } = await dashboard.open(`/jobs/${id}`);
    const warnings = page.locator('.warnings');
    await warnings.getByText('Why:').first().waitFor();
    await warnings.getByText('What to do:').first().waitFor();
    expect(await warnings.getByRole('link', { name: 'See it in an experiment' }).first().getAttribute('href')).toMatch(/^\/experiments\?experiment=ch0\d-/);
    await page.getByRole('img', { name: /^Test sample \d+: a \d, taken for \d$/ }).first().waitFor();
    await expectAccessible(page);
    expect(complaints).toEqual([]);
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
    await expect.poll(() => slider.getAttribute('aria-valuetext')).toBe('step 0');
    await page.getByLabel('Show', { exact: true }).selectOption('weights');
    await page.getByRole('button', { name: 'dense1.kernel' }).click();
    await page.getByRole('img', { name: /weights of dense1.kernel: histograms/i }).waitFor();
    await expect.poll(() => page.getByRole('img', { name: /4 filters of conv2d1/ }).count()).toBe(2);
    await expect.poll(() => page.getByRole('group', { name: 'Confusion matrix' }).getByRole('row').count()).toBe(11);
    expect(await page.getByRole('link', { name: 'Draw against it' }).getAttribute('href')).toBe(`/draw?job=${id}`);
    for (const summary of await page.locator('summary').all()) await summary.click();
    await page.getByText('curl -sN').waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Switch between light and dark' }).click();
    await page.locator('[data-theme=dark]').waitFor();
    await page.setViewportSize({ width: 390, height: 844 });
    await expectNarrow(page);
    expect(complaints).toEqual([]);
  });
});
