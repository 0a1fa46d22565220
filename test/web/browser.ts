/** A real Chromium for the tests of the dashboard: the distribution's, driven by playwright-core. */
import { existsSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

const PLACES = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome-stable', '/usr/bin/google-chrome'];

/** Null: these tests are skipped; scripts/test.ts installs one where it may. */
export const chromiumPath = (): string | null => PLACES.find((path): path is string => path !== undefined && path !== '' && existsSync(path)) ?? null;

const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

export interface TestBrowser {
  /** A page of a new visitor; what its console complains of is kept. */
  visit(options?: { signIn?: string; width?: number; height?: number; dark?: boolean }): Promise<Visit>;
  /** Every visitor goes: a page left open goes on asking and drawing beside the next. */
  leave(): Promise<void>;
  close(): Promise<void>;
}

export interface Visit {
  page: Page;
  context: BrowserContext;
  /** errors of the console and of requests, and requests to anybody else */
  complaints: string[];
}

/** @param url of the service. */
export async function startBrowser(url: string): Promise<TestBrowser> {
  const browser: Browser = await chromium.launch({ executablePath: chromiumPath()!, args: FLAGS });
  return {
    async visit({ signIn, width = 1280, height = 900, dark = false } = {}) {
      const context = await browser.newContext({ baseURL: url, viewport: { width, height }, colorScheme: dark ? 'dark' : 'light', locale: 'en-GB', reducedMotion: 'reduce' });
      context.setDefaultTimeout(0); // the test's own limit is the limit, on a busy machine too
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(String(error)));
      page.on('request', (request) => {
        if (!request.url().startsWith(url) && !/^(data|blob):/.test(request.url())) complaints.push(`asked somebody else: ${request.url()}`);
      });
      if (signIn !== undefined) await page.goto(signIn);
      return { page, context, complaints };
    },
    leave: async () => void (await Promise.all(browser.contexts().map((context) => context.close()))),
    close: () => browser.close(),
  };
}
