import type { Page } from 'playwright-core';
import type { ShownData } from './data.ts';

export interface Picture {
  /** of the file */
  name: string;
  path: string;
  window?: { width?: number; height?: number; dark?: boolean };
  /** the page to its end; else what the window shows */
  whole?: boolean;
  /** Until there is something to see. */
  prepare(page: Page): Promise<void>;
}

const PHONE = { width: 390, height: 844 };
const THREE = [[0.3, 0.25], [0.42, 0.17], [0.58, 0.16], [0.68, 0.25], [0.66, 0.37], [0.5, 0.47], [0.66, 0.55], [0.71, 0.68], [0.63, 0.81], [0.48, 0.86], [0.3, 0.78]] as const;

export function picturesOf({ digits, training, compared }: ShownData): Picture[] {
  return [
    { name: 'draw', path: `/draw?job=${training}`, prepare: drawThree },
    { name: 'draw-layers', path: '/draw?model=digits', window: { height: 1020 }, prepare: async (page) => {
      await drawThree(page);
      await page.getByRole('img', { name: /^Output of layer dense2/ }).waitFor();
      await rest(page);
    } },
    { name: 'draw-phone', path: `/draw?job=${training}`, window: PHONE, prepare: drawThree },
    { name: 'playground', path: '/playground', window: { height: 1180 }, prepare: race },
    { name: 'jobs', path: '/', prepare: rest },
    { name: 'job', path: `/jobs/${training}`, window: { height: 1300 }, prepare: rest },
    { name: 'job-dark', path: `/jobs/${digits}`, window: { height: 1300, dark: true }, prepare: rest },
    { name: 'new-job', path: '/jobs/new', window: { height: 1100 }, prepare: rest },
    { name: 'compare', path: `/compare?jobs=${compared.join(',')}`, window: { height: 1000 }, prepare: rest },
    { name: 'experiments', path: '/experiments', window: { height: 1000 }, prepare: rest },
    { name: 'models', path: '/models', prepare: (page) => seen(page, 'digits') },
    { name: 'model', path: '/models/digits', window: { height: 1250 }, prepare: async (page) => {
      await page.getByRole('button', { name: 'Take a test sample' }).click();
      await page.getByRole('list', { name: 'Probability of each class' }).waitFor();
      await rest(page);
    } },
    { name: 'datasets', path: '/datasets', prepare: (page) => seen(page, 'Fashion-MNIST') },
    { name: 'dataset', path: '/datasets/synthetic-digits', prepare: async (page) => {
      await page.getByRole('img', { name: /^Sample 49/ }).waitFor();
      await rest(page);
    } },
    { name: 'system-dark', path: '/system', window: { dark: true }, prepare: rest },
  ];
}

/** A heading, and what comes with it. */
async function seen(page: Page, heading: string): Promise<void> {
  await page.getByRole('heading', { name: heading }).first().waitFor();
  await rest(page);
}

/** Long enough for streams and charts to have settled. */
async function rest(page: Page): Promise<void> {
  await expectNone(page, 'Loading …');
  await page.waitForTimeout(3000);
  await expectNone(page, 'Loading …');
}

/** Until no element says this. */
const expectNone = (page: Page, text: string): Promise<unknown> => page.waitForFunction((said) => !document.body.innerText.includes(said), text);

async function drawThree(page: Page): Promise<void> {
  const { x, y, width, height } = (await page.getByRole('application').boundingBox())!;
  const at = ([across, down]: readonly [number, number]): [number, number] => [x + across * width, y + down * height];
  await page.mouse.move(...at(THREE[0]));
  await page.mouse.down();
  for (const point of THREE.slice(1)) await page.mouse.move(...at(point), { steps: 3 });
  await page.mouse.up();
  await page.getByText(/^It looks like/).waitFor();
  await rest(page);
}

async function race(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Start the race' }).click();
  await page.getByText('was the first to be right').waitFor({ timeout: 120_000 });
  await rest(page);
}
