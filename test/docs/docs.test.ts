/** The documents are true: links lead somewhere, names exist, generated parts are fresh, and what is marked as runnable runs. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkPages, written } from '../../scripts/docs/check.ts';
import { readPages } from '../../scripts/docs/pages.ts';
import { SETTINGS } from '../../scripts/docs/reference/settings.ts';
import { isRunnable, runPage } from '../../scripts/docs/run.ts';
import { startDocumentsService } from '../../scripts/docs/service.ts';
import { checkTypes } from '../../scripts/docs/types.ts';
import { root } from '../../scripts/support/checks.ts';
import type { RunningService } from '../../scripts/support/start-service.ts';
import { loadConfig } from '../../src/config.ts';

const pages = readPages(root);

test('every link leads somewhere, every name exists, and no generated part is stale', () => {
  expect(pages.length).toBeGreaterThan(40);
  expect(checkPages(pages, root).map(written)).toEqual([]);
});

test('every TypeScript block that is marked as runnable passes the type check', () => {
  expect(checkTypes(pages, root).map(written)).toEqual([]);
}, 120_000);

test('the default that the page of settings gives is the one without the variable', () => {
  const said = Object.entries(SETTINGS).filter(([, { rule }]) => rule === undefined).map(([name, setting]) => [name, setting.default]);
  expect(loadConfig(Object.fromEntries(said))).toEqual(loadConfig({}));
});

describe('runnable blocks', () => {
  const runnable = pages.filter(({ blocks }) => blocks.some(isRunnable));
  const dataDir = mkdtempSync(join(tmpdir(), 'ty-docs-'));
  let service: RunningService;

  beforeAll(async () => {
    service = await startDocumentsService(dataDir);
  }, 120_000);

  afterAll(async () => {
    await service?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  test.each(runnable.map((page) => [page.path, page] as const))('%s', async (_, page) => {
    const { problems, ran } = await runPage(page, { root, url: service.url, dataDir });
    expect(problems.map(written)).toEqual([]);
    expect(ran).toBe(page.blocks.filter(isRunnable).length);
  }, 300_000);
});
