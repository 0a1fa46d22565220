/** All pages in a real browser, one after the other before one service: the first find it empty, the others what those before them made. */
import { afterAll, afterEach, beforeAll, describe } from 'vitest';
import { type Dashboard, startDashboard, withoutBrowser } from './support.ts';
import { collections } from './suites/collections.ts';
import { drawing } from './suites/draw.ts';
import { everyPage } from './suites/every-page.ts';
import { jobPage } from './suites/job.ts';
import { lists } from './suites/jobs.ts';
import { newJob } from './suites/new-job.ts';
import { playground } from './suites/playground.ts';
import { restarts } from './suites/restarts.ts';
import { signingIn } from './suites/sign-in.ts';

describe.skipIf(withoutBrowser)('the dashboard', { timeout: 180_000 }, () => {
  const dashboard = {} as Dashboard;
  beforeAll(async () => void Object.assign(dashboard, await startDashboard()), 120_000);
  afterEach(() => dashboard.browser.leave());
  afterAll(() => dashboard.close?.());

  for (const suite of [signingIn, lists, drawing, jobPage, newJob, playground, collections, restarts, everyPage]) suite(dashboard);
});
