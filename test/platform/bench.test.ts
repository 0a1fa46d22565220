import { expect, test } from 'vitest';
import { betweenMarkers, figure, table } from '../../bench/report.ts';

test('a table of figures goes between the markers, and again', () => {
  const text = table([{ name: 'a', rate: 12345.6 }], [{ title: 'name', cell: ({ name }) => name }, { title: 'rate', cell: ({ rate }) => figure(rate), right: true }]);
  expect(text).toBe('| name | rate |\n| --- | ---: |\n| a | 12,346 |');
  const once = betweenMarkers('x\n<!-- bench -->\nold\n<!-- /bench -->\ny', text);
  expect(once).toBe(`x\n<!-- bench -->\n${text}\n<!-- /bench -->\ny`);
  expect(betweenMarkers(once, text)).toBe(once);
  expect(() => betweenMarkers('nothing', text)).toThrow(/lacks the markers/);
});
