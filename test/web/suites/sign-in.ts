import { describe, expect, test } from 'vitest';
import { KEY } from '../../api/support.ts';
import { type Dashboard } from '../support.ts';

export const signingIn = (dashboard: Dashboard) => describe('signing in', () => {
  test('with a link that works once', async () => {
    const { path } = await dashboard.api.client.sessions.createLink();
    const { page, complaints } = await dashboard.browser.visit({ signIn: path });
    await page.getByRole('heading', { name: 'Jobs' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/');
    expect(complaints).toEqual([]);
    const late = await dashboard.browser.visit();
    expect((await late.page.goto(path))?.status()).toBe(401);
  });

  test('with a key, by keyboard alone; a wrong key is said in words; signing out ends it', async () => {
    const { page, context } = await dashboard.browser.visit();
    await page.goto('/');
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await page.getByLabel('API key').focus();
    await page.keyboard.type('ty_wrong');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').textContent()).toMatch(/key/i);
    await page.getByLabel('API key').fill(KEY);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Jobs' }).waitFor();
    const [cookie] = await context.cookies();
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict' });
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  });

  test('everything together is small, and comes from here', async () => {
    const { page, complaints } = await dashboard.open('/');
    await page.getByRole('heading', { name: 'Jobs' }).waitFor();
    expect(complaints).toEqual([]);
    const { links } = await page.evaluate(() => ({ links: performance.getEntriesByType('resource').map((entry) => (entry as PerformanceResourceTiming).encodedBodySize) }));
    expect(links.reduce((sum, bytes) => sum + bytes, 0)).toBeLessThan(300_000);
  });
});
