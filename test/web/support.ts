/** The whole service with the built dashboard, and a browser in front of it. */
import { fileURLToPath } from 'node:url';
import AxeBuilder from 'axe-core';
import { expect } from 'vitest';
import type { Locator, Page } from 'playwright-core';
import { startTestApi, type TestApi } from '../api/support.ts';
import { chromiumPath, startBrowser, type TestBrowser, type Visit } from './browser.ts';

/** Built by the tests' global set-up. */
export const dashboardDir = fileURLToPath(new URL('../../web/dist', import.meta.url));

/** Without one the tests of the dashboard are skipped, and counted so. */
export const withoutBrowser = chromiumPath() === null;

export interface Dashboard {
  api: TestApi;
  browser: TestBrowser;
  /** A visitor who is signed in, at a page. */
  open(path: string, options?: { width?: number; height?: number; dark?: boolean }): Promise<Visit>;
  close(): Promise<void>;
}

/** Real Redis, consumer and threads. */
export async function startDashboard(): Promise<Dashboard> {
  const api = await startTestApi(undefined, { dashboardDir });
  await api.startConsumer();
  const browser = await startBrowser(api.url);
  return {
    api,
    browser,
    async open(path, options) {
      const { path: signIn } = await api.client.sessions.createLink();
      return browser.visit({ ...options, signIn: `${signIn}&to=${encodeURIComponent(path)}` });
    },
    async close() {
      await browser.close();
      await api.close();
    },
  };
}

/** No serious finding of axe-core on the page as it is; `only` of these rules, where others have been looked at. */
export async function expectAccessible(page: Page, only?: readonly string[]): Promise<void> {
  // not a <script>: the page's own policy lets none in
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(AxeBuilder.source);
  const findings = await page.evaluate(async (rules) => {
    const { violations } = await (globalThis as unknown as { axe: typeof AxeBuilder }).axe.run(document, { resultTypes: ['violations'], preload: false, ...(rules && { runOnly: [...rules] }) });
    return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
  }, only);
  expect(findings).toEqual([]);
}

export async function expectFocus(element: Locator): Promise<void> {
  await expect.poll(() => element.evaluate((it) => it === document.activeElement)).toBe(true);
}

/** No wider than the phone the page is on, once figures have taken its width. */
export async function expectNarrow(page: Page): Promise<void> {
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
}
