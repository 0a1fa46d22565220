import { expect, test } from 'vitest';
import { Gathered } from '../../src/metrics/gathered.ts';
import { createApiMetrics } from '../../src/metrics/index.ts';

test('every number is handed on once, in order, when there are enough or somebody wants to see them', () => {
  const handed: number[][] = [];
  const gathered = new Gathered((numbers) => handed.push([...numbers]));
  const numbers = Array.from({ length: 700 }, (_, i) => i / 8);
  for (const number of numbers) gathered.add(number);
  expect(handed.map(({ length }) => length)).toEqual([256, 256]);
  gathered.flush();
  gathered.flush();
  expect(handed).toHaveLength(3);
  expect(handed.flat()).toEqual(numbers);
});

test('a scrape tells of every answer so far', async () => {
  const metrics = createApiMetrics({ version: '1', kernels: 'k', counts: () => Promise.reject(new Error('away')) });
  for (let i = 0; i < 1000; i++) {
    metrics.predicted({ model: 'm', status: 200, seconds: i < 990 ? 0.002 : 3 });
    metrics.computed(i % 2 ? 3 : 64);
  }
  for (let scrape = 0; scrape < 2; scrape++) {
    const { text } = await metrics.scrape();
    expect(text).toMatch(/^trainyard_predict_requests_total\{model="m",code="200"\} 1000$/m);
    expect(text).toMatch(/^trainyard_predict_duration_seconds_bucket\{le="0.0025",model="m"\} 990$/m);
    expect(text).toMatch(/^trainyard_predict_duration_seconds_count\{model="m"\} 1000$/m);
    expect(text).toMatch(/^trainyard_predict_batch_size_bucket\{le="4"\} 500$/m);
    expect(text).toMatch(/^trainyard_predict_batch_size_sum 33500$/m);
  }
});
