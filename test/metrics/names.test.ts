import { expect, test } from 'vitest';
import { createApiMetrics } from '../../src/metrics/index.ts';
import { Names } from '../../src/metrics/names.ts';

test('a label has at most a hundred names, and `other`', () => {
  const names = new Names();
  const labels = Array.from({ length: 250 }, (_, i) => names.label(`model-${i}`, true));
  expect(new Set(labels).size).toBe(101);
  expect(labels[99]).toBe('model-99');
  expect(labels[100]).toBe('other');
  expect(names.label('model-7', false)).toBe('model-7');
});

test('names that only somebody asked for take no room', () => {
  const names = new Names();
  for (let i = 0; i < 200; i++) expect(names.label(`wrong-${i}`, false)).toBe('other');
  expect(names.label('right', true)).toBe('right');
});

test('without Redis the rest is told, and nothing that nobody knows', async () => {
  const metrics = createApiMetrics({ version: '1', kernels: 'k', counts: () => Promise.reject(new Error('away')) });
  metrics.predicted({ model: 'm', status: 404, seconds: 0.1 });
  metrics.predicted({ model: 'm', status: 200, seconds: 0.1 });
  const { text } = await metrics.scrape();
  expect(text).not.toMatch(/^trainyard_jobs_in_state\{/m);
  expect(text).toMatch(/^trainyard_predict_requests_total\{model="other",code="404"\} 1$/m);
  expect(text).toMatch(/^trainyard_predict_requests_total\{model="m",code="200"\} 1$/m);
  expect(text).toMatch(/^trainyard_predict_duration_seconds_count\{model="m"\} 1$/m);
});
