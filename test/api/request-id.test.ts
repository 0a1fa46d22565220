import { expect, test } from 'vitest';
import { requestId } from '../../src/api/request-id.ts';

test('ids of requests are ULIDs of now, each its own', () => {
  const ids = Array.from({ length: 20_000 }, requestId);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^req_[0-7][0-9A-HJKMNP-TV-Z]{25}$/);
  expect(ids[0].slice(4, 12)).toBe(requestId().slice(4, 12)); // within half a minute
});
