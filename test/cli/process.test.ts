/** What only a process of its own shows: signals, the ways to call it, pipes that close. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { root } from '../../scripts/support/checks.ts';
import { KEY, smallJob, startTestApi } from '../api/support.ts';
import type { TestApi } from '../api/support.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
  await api.startConsumer();
}, 300_000);
afterAll(() => api.close());

function start(command: string, words: readonly string[]) {
  const child = spawn(command, words, { cwd: root, env: { ...process.env, TRAINYARD_URL: api.url, TRAINYARD_API_KEY: KEY }, stdio: ['ignore', 'pipe', 'pipe'] });
  const stdout = text(child.stdout).catch(() => ''); // closed by a test
  const stderr = text(child.stderr);
  return { child, ended: once(child, 'close').then(async ([code]) => ({ code: code as number | null, stdout: await stdout, stderr: await stderr })) };
}

test.each([['npx', ['--no-install', 'trainyard']], ['npm', ['run', '--silent', 'cli', '--']], ['node', ['bin/trainyard.mjs']]])('%s calls it', async (command, words) => {
  const { id } = await api.client.jobs.create(smallJob);
  const { code, stdout } = await start(command, [...words, 'jobs', '--json', '--limit', '1']).ended;
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ object: 'list', data: [{ id }] });
}, 120_000);

test('Ctrl-C detaches: the job goes on, and how to end it is said', async () => {
  const { id } = await api.client.jobs.create({ ...smallJob, steps: 5_000_000, evaluate: { everySteps: 1_000_000, samples: null } });
  const { child, ended } = start(process.execPath, ['bin/trainyard.mjs', 'watch', id]);
  await once(child.stdout, 'data');
  child.kill('SIGINT');
  const { code, stderr } = await ended;
  expect(code).toBe(130);
  expect(stderr).toContain(`Detached: job ${id} goes on.`);
  expect(stderr).toContain(`trainyard cancel ${id}`);
  await expect.poll(async () => (await api.client.jobs.get(id)).status).toMatch(/queued|running/);
  expect((await start(process.execPath, ['bin/trainyard.mjs', 'cancel', id]).ended).code).toBe(0);
  expect((await api.client.jobs.wait(id)).status).toBe('cancelled');
}, 120_000);

test('a reader who has seen enough is no error', async () => {
  const { child, ended } = start(process.execPath, ['bin/trainyard.mjs', 'jobs', '--all', '--json']);
  child.stdout.destroy();
  expect(await ended).toMatchObject({ code: 0, stderr: '' });
}, 120_000);
