/** The short version of `npm run chaos`: real processes, real Redis, every fault at least once. */
import { beforeAll, test } from 'vitest';
import { FAULTLESS, type References } from '../../chaos/ledger.ts';
import { learn, play } from '../../chaos/play.ts';
import { scenarios } from '../../chaos/scenarios/index.ts';

let references: References;
beforeAll(async () => {
  references = await learn(true);
}, 120_000);

// two at a time: each waits for leases and restarts as long as it computes
test.concurrent.for(scenarios.map((scenario) => [scenario.name, scenario] as const))('%s: nothing is lost, doubled or changed', { timeout: 240_000 }, async ([, scenario], { expect }) => {
  const { jobs, problems } = await play(scenario, { seed: 1, short: true, references });
  expect(problems).toEqual([]);
  expect(jobs).toMatchObject(FAULTLESS);
  expect(jobs.accepted).toBeGreaterThan(0);
});
