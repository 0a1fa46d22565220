import { expect, test } from 'vitest';
import { post, smallJob, startTestApi } from './support.ts';

test('without Redis: 503 with Retry-After and a reason, and what needs no Redis still works', async () => {
  const api = await startTestApi();
  try {
    await api.stopRedis();
    const [ready, ...refused] = await Promise.all([fetch(`${api.url}/readyz`), api.request('/api/v1/jobs'), api.request('/api/v1/jobs', post(smallJob)), api.request('/api/v1/jobs', { ...post(smallJob), headers: { ...post(smallJob).headers, 'idempotency-key': 'k' } }), api.request('/api/v1/jobs/job_1/pause', { method: 'POST' })]);
    for (const response of refused) {
      expect(response.status).toBe(503);
      expect(response.headers.get('retry-after')).toMatch(/^\d+$/);
      expect(await response.json()).toMatchObject({ code: 'queue-unavailable' });
    }
    expect(ready.status).toBe(503);
    expect(await ready.json()).toMatchObject({ status: 'unavailable', warnings: [], reasons: [expect.stringMatching(/Redis/)] });
    expect((await fetch(`${api.url}/livez`)).status).toBe(200);
    expect((await api.client.datasets.list()).data.length).toBeGreaterThan(0);
    expect((await api.client.jobs.plan(smallJob)).totalSteps).toBe(200);
  } finally {
    await api.close();
  }
});
