import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { type Dashboard, expectAccessible, expectFocus } from '../support.ts';

export const drawing = (dashboard: Dashboard) => describe('drawing a digit', () => {
  test('a network that was started with one click says what it sees while it learns, and its layers show it', async () => {
    const { page, complaints } = await dashboard.open('/');
    await page.getByRole('link', { name: 'Draw a digit' }).first().click();
    await page.getByRole('button', { name: 'Train a network now and draw while it learns' }).click();
    await page.getByRole('application').waitFor();
    await drawOne(page);
    await page.getByText(/^It looks like 1/).waitFor({ timeout: 60_000 });
    const [{ id, status }] = (await dashboard.api.client.jobs.list()).data;
    expect(new URL(page.url()).search).toBe(`?job=${id}`);
    expect(status).toBe('running');
    await page.getByRole('img', { name: /^Output of layer conv2d1/ }).waitFor({ timeout: 30_000 });
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Stop and keep it' }).click();
    await expect.poll(async () => (await dashboard.api.client.jobs.get(id)).status, { timeout: 30_000 }).toBe('succeeded');
    expect(complaints).toEqual([]);
  });

  test('a drawing stays when another is asked, and the other says what it sees', async () => {
    const { page, complaints } = await dashboard.open('/draw?model=draw-a-digit');
    await page.getByRole('application').waitFor();
    await drawOne(page);
    await page.getByText(/^It looks like 1/).waitFor();
    const drawn = await pictureOf(page);
    const asked = (path: string) => page.waitForResponse((response) => response.request().method() === 'POST' && new URL(response.url()).pathname === path && response.ok());
    await page.getByRole('button', { name: 'Train a new one' }).click();
    await page.waitForURL(/\?job=/);
    const { searchParams } = new URL(page.url());
    await asked(`/api/v1/jobs/${searchParams.get('job')}/predict`);
    await page.getByText(/^It looks like \d/).waitFor();
    await page.getByText(/as it was after step \d/).waitFor();
    expect(await pictureOf(page)).toBe(drawn);
    const choice = page.getByLabel('Who answers');
    const answer = asked('/api/v1/models/draw-a-digit/predict');
    await choice.focus();
    await choice.selectOption({ label: 'draw-a-digit, version 1' });
    await answer;
    await page.getByText(/^It looks like 1/).waitFor();
    await expect.poll(() => page.getByText(/as it was after step/).count()).toBe(0);
    expect(await pictureOf(page)).toBe(drawn);
    await expectFocus(choice);
    await dashboard.api.client.jobs.cancel(searchParams.get('job')!);
    expect(complaints).toEqual([]);
  });

  test('a model answers a drawing made with the keyboard, in the dark; strokes are taken back', async () => {
    const { page, complaints } = await dashboard.open('/draw?model=draw-a-digit', { dark: true });
    const canvas = page.getByRole('application');
    await canvas.focus();
    await page.keyboard.press('Space');
    for (let i = 0; i < 16; i++) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Space');
    await page.getByText(/^It looks like 1/).waitFor();
    await expectAccessible(page);
    await page.keyboard.press('Backspace');
    await page.getByText('Draw a digit.').waitFor();
    await page.getByRole('button', { name: 'Show a sample' }).click();
    await page.getByText(/^It looks like \d/).waitFor({ timeout: 60_000 }); // its dataset is generated first
    expect(complaints).toEqual([]);
  });
});

const pictureOf = (page: Page): Promise<string> => page.getByRole('application').evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());

/** An upright line, by mouse. */
async function drawOne(page: Page): Promise<void> {
  const { x, y, width, height } = (await page.getByRole('application').boundingBox())!;
  await page.mouse.move(x + width * 0.52, y + height * 0.2);
  await page.mouse.down();
  await page.mouse.move(x + width * 0.48, y + height * 0.8, { steps: 8 });
  await page.mouse.up();
}
