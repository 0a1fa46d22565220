import { expect, test } from 'vitest';
import { fuzzRoutes, operations } from './routes/send.ts';
import { startFuzzedService } from './routes/service.ts';

test('every answer to a generated request is one that the OpenAPI document describes', { timeout: 120_000 }, async () => {
  const { api, known } = await startFuzzedService();
  try {
    const report = await fuzzRoutes({ requests: 1500, seed: 7, known, send: (path, init) => api.request(path, init) });
    expect(report.complaints).toEqual([]);
    expect(report.requests).toBeGreaterThanOrEqual(1500);
    expect(operations.length).toBeGreaterThan(35);
    for (const status of [200, 201, 400, 404, 415, 422]) expect(report.statuses[status], `answers with ${status}`).toBeGreaterThan(0);
  } finally {
    await api.close();
  }
});
