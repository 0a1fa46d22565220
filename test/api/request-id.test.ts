import { decodeTime } from 'ulid';
import { expect, test } from 'vitest';
import { requestId } from '../../src/api/request-id.ts';

test('ids of requests are ULIDs of now, each its own', () => {
  const before = Date.now();
  const ids = Array.from({ length: 20_000 }, requestId);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^req_[0-7][0-9A-HJKMNP-TV-Z]{25}$/);
  const [first, last] = [ids[0], ids[ids.length - 1]].map((id) => decodeTime(id.slice(4)));
  expect([before <= first, first <= last, last <= Date.now()]).toEqual([true, true, true]);
});
