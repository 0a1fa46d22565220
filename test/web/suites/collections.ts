import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { smallJob } from '../../api/support.ts';
import { type Dashboard, expectAccessible, expectNarrow } from '../support.ts';

const FLOWERS = `length,width,species\n${Array.from({ length: 60 }, (_, i) => `${(i % 7) / 10 + (i < 30 ? 0 : 2)},${(i % 5) / 10},${i < 30 ? 'setosa' : 'virginica'}`).join('\n')}\n`;

export const collections = (dashboard: Dashboard) => describe('datasets, models and the system', () => {
  test('a dataset is uploaded from a file, looked at and deleted', async () => {
    const { page, complaints } = await dashboard.open('/datasets');
    await page.getByLabel('File', { exact: false }).first().setInputFiles({ name: 'Flowers.csv', mimeType: 'text/csv', buffer: Buffer.from(FLOWERS) });
    await expect.poll(() => page.getByLabel('Name').inputValue()).toBe('flowers');
    await page.getByRole('button', { name: 'Upload' }).click();
    await page.getByText(/^flowers is there/).waitFor();
    await page.getByRole('region', { name: 'flowers' }).waitFor();
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Look at it' }).click();
    await page.getByRole('img', { name: /^48 points in the plane/ }).waitFor();
    await page.getByRole('cell', { name: '24' }).first().waitFor();
    page.once('dialog', (dialog) => void dialog.accept());
    await page.getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('heading', { name: 'Datasets' }).waitFor();
    expect((await dashboard.api.client.datasets.list()).data.map(({ name }) => name)).not.toContain('flowers');
    expect(complaints).toEqual([]);
  });

  test('what is wrong with an upload is said where it was made', async () => {
    const { page } = await dashboard.open('/datasets', { dark: true });
    await page.getByRole('button', { name: 'Upload' }).click();
    await page.getByRole('alert').getByText('Choose the file first.').waitFor();
    await page.getByLabel('File', { exact: false }).first().setInputFiles({ name: 'bad.csv', mimeType: 'text/csv', buffer: Buffer.from('a,b,label\n1,x,yes\n') });
    await page.getByRole('button', { name: 'Upload' }).click();
    await page.getByRole('alert').getByText(/bad\.csv|line|column/).waitFor();
    await expectAccessible(page);
  });

  test('a model is tried with JSON, gets an alias and a description, and its versions are compared', async () => {
    const { client } = dashboard.api;
    for (const seed of [1, 2]) await client.jobs.wait((await client.jobs.create({ ...smallJob, model: 'tried', seed })).id);
    const { page, complaints } = await dashboard.open('/models');
    await page.getByRole('link', { name: 'tried' }).click();
    await page.getByLabel('Input, as JSON').fill('[0, 1]');
    await page.getByRole('button', { name: 'Predict' }).click();
    await page.getByRole('list', { name: 'Probability of each class' }).waitFor();
    await page.getByRole('button', { name: 'Set the alias' }).click();
    await page.getByText('production → 2').waitFor();
    await page.getByRole('button', { name: 'Describe it' }).click();
    await page.getByLabel('Description').fill('Made by a test.');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Made by a test.').waitFor();
    await page.getByRole('button', { name: 'Compare versions' }).click();
    await page.getByRole('rowheader', { name: '/seed' }).waitFor();
    await expectAccessible(page);
    expect(complaints).toEqual([]);
    expect((await client.models.get('tried')).aliases).toEqual({ latest: 2, production: 2 });
  });

  test('a file that is dropped is uploaded, and how much has been sent is shown', async () => {
    const { page, context, complaints } = await dashboard.open('/datasets');
    const rows = FLOWERS.slice(FLOWERS.indexOf('\n') + 1);
    const dropped = await page.evaluateHandle((text) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([text], 'Dropped.csv', { type: 'text/csv' }));
      return transfer;
    }, `length,width,species\n${rows.repeat(400)}`);
    const zone = page.locator('.drop-zone').first();
    await zone.dispatchEvent('dragover', { dataTransfer: dropped });
    await page.locator('.drop-zone.over').waitFor();
    await zone.dispatchEvent('drop', { dataTransfer: dropped });
    await zone.getByText('Dropped.csv').waitFor();
    await expect.poll(() => page.getByLabel('Name').inputValue()).toBe('dropped');
    const network = await context.newCDPSession(page);
    await network.send('Network.enable');
    await network.send('Network.emulateNetworkConditions', { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 200_000 });
    await page.getByRole('button', { name: 'Upload' }).click();
    const shares = await page.evaluate(() => new Promise<number[]>((resolve) => {
      const seen: number[] = [];
      const look = setInterval(() => {
        const now = document.querySelector('[role=progressbar]')?.getAttribute('aria-valuenow');
        if (now != null && seen.at(-1) !== Number(now)) seen.push(Number(now));
        if (now == null && seen.length > 0) {
          clearInterval(look);
          resolve(seen);
        }
      }, 10);
    }));
    await page.getByText(/^dropped is there/).waitFor();
    expect(shares.some((share) => share > 0 && share < 100)).toBe(true);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect((await dashboard.api.client.datasets.get('dropped')).trainCount).toBe(400 * 48);
    expect(complaints).toEqual([]);
  });

  test('weights are imported on the list of models; the model then reads an image file', async () => {
    const { client } = dashboard.api;
    const onnx = Buffer.from(await (await dashboard.api.request('/api/v1/models/seen/versions/1/export?format=onnx')).arrayBuffer());
    const { page, complaints } = await dashboard.open('/models');
    const form = page.getByRole('region', { name: 'Import weights' });
    await form.getByRole('button', { name: 'Import' }).click();
    await form.getByRole('alert').getByText('Choose the file first.').waitFor();
    await form.getByLabel('Name').fill('elsewhere');
    await form.getByLabel('Dataset it is for').selectOption('synthetic-digits');
    await form.getByLabel('File with the weights').setInputFiles({ name: 'seen.onnx', mimeType: 'application/octet-stream', buffer: onnx });
    await form.getByRole('button', { name: 'Import' }).click();
    await form.getByText('elsewhere, version 1, is there.').waitFor();
    await page.getByRole('link', { name: 'elsewhere' }).click();
    await page.getByText(/Imported from onnx/i).waitFor();
    const ink = await sharp({ create: { width: 60, height: 60, channels: 3, background: 'white' } }).composite([{ input: { create: { width: 6, height: 40, channels: 3, background: 'black' } } }]).png().toBuffer();
    await page.getByLabel('Or an image').setInputFiles({ name: 'one.png', mimeType: 'image/png', buffer: ink });
    const shown = page.getByRole('list', { name: 'Probability of each class' });
    await shown.waitFor();
    const { predictions: [{ label }] } = await client.predict('elsewhere', { images: [{ base64: ink.toString('base64') }] });
    await expect.poll(() => shown.locator('.most-probable .name').textContent()).toBe(label);
    expect(complaints).toEqual([]);
  });

  test('the system page shows consumers and health; a key is made there and revoked', async () => {
    const { page, complaints } = await dashboard.open('/system', { width: 390, height: 844 });
    await page.getByText('Jobs are taken, predictions are answered.').waitFor();
    await page.getByText(/0 of 1 busy/).first().waitFor();
    await page.getByLabel('For whom or what it is').fill('a visitor');
    await page.getByRole('button', { name: 'Make the key' }).click();
    const key = await page.getByRole('figure').locator('code').textContent();
    expect((await fetch(`${dashboard.api.url}/api/v1/models`, { headers: { authorization: `Bearer ${key}` } })).status).toBe(200);
    await expectAccessible(page);
    await expectNarrow(page);
    page.once('dialog', (dialog) => void dialog.accept());
    await page.getByRole('button', { name: 'Revoke a visitor' }).click();
    await page.getByRole('cell', { name: 'revoked' }).waitFor();
    expect((await fetch(`${dashboard.api.url}/api/v1/models`, { headers: { authorization: `Bearer ${key}` } })).status).toBe(401);
    expect(complaints).toEqual([]);
  });
});
