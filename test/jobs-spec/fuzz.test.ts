import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TrainyardError } from '../../src/engine/index.ts';
import { parseJobSpec } from '../../src/jobs/spec/index.ts';
import { context, good } from './context.ts';

const full = JSON.parse(JSON.stringify(parseJobSpec({ ...good, dataset: { name: 'mnist', validation: 100 }, earlyStopping: { patience: 1, metric: 'testLoss' } }, context).spec)) as Record<string, unknown>;
const layered = { ...full, network: { layers: [{ type: 'conv2d', filters: 2, kernel: 3 }, { type: 'add', inputs: ['input', 'conv2d1'] }, { type: 'dense', units: 10 }] } };

function paths(value: unknown, at: PropertyKey[] = []): PropertyKey[][] {
  if (value === null || typeof value !== 'object') return [at];
  return [at, ...Object.entries(value).flatMap(([name, member]) => paths(member, [...at, name]))];
}

function replaced(value: unknown, [first, ...rest]: PropertyKey[], by: unknown): unknown {
  if (first === undefined) return by;
  const copy: unknown = Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) };
  (copy as Record<PropertyKey, unknown>)[first] = replaced((value as Record<PropertyKey, unknown>)[first], rest, by);
  return copy;
}

/** Accepted, or refused with issues a person can act on; nothing else may happen. */
function check(spec: unknown): void {
  try {
    parseJobSpec(spec, context);
  } catch (error) {
    if (!(error instanceof TrainyardError)) throw error;
    expect(error.kind).toBe('spec');
    expect(error.issues.length).toBeGreaterThan(0);
    for (const { pointer, detail, hint } of error.issues) {
      expect(pointer).toMatch(/^#(\/|$)/);
      expect(detail).not.toBe('');
      expect(hint).not.toBe('');
    }
  }
}

test('whatever is sent, the answer is a spec or issues', () => {
  fc.assert(fc.property(fc.jsonValue(), check), { seed: 1, numRuns: 300 });
});

test.each([['a preset', full], ['layers', layered]])('any member of a spec with %s replaced by anything', (_name, base) => {
  const anything = fc.oneof(fc.jsonValue(), fc.constantFrom('constructor', '__proto__', 'input', -1, 0, 1e308, 2 ** 53));
  fc.assert(fc.property(fc.constantFrom(...paths(base)), anything, (path, value) => check(replaced(base, path, value))), { seed: 2, numRuns: 500 });
});
