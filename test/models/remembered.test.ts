import { expect, test } from 'vitest';
import { type ModelRegistry, type ModelVersion, rememberVersions } from '../../src/models/index.ts';

/** A registry that counts its readers; `newest` is what it answers. */
function counted() {
  const state = { reads: 0, newest: 1, now: 0, broken: false };
  const models = {
    get: async (model: string, version: number | 'latest') => {
      state.reads += 1;
      if (state.broken) throw new Error('disk away');
      return { model, version: version === 'latest' ? state.newest : version } as ModelVersion;
    },
    publish: async () => ({ model: 'm', version: (state.newest += 1) }) as ModelVersion,
    change: async () => void (state.newest += 1),
  } as unknown as ModelRegistry;
  return { state, remembered: rememberVersions(models, () => state.now) };
}

test('a version is read once, by however many ask', async () => {
  const { state, remembered } = counted();
  await Promise.all(Array.from({ length: 20 }, () => remembered.get('m', 'latest')));
  await remembered.get('m', 'latest');
  expect(state.reads).toBe(1);
  expect((await remembered.get('m', 1)).version).toBe(1);
  expect(state.reads).toBe(2);
});

test('what is published here, or announced, or old, is read again', async () => {
  const { state, remembered } = counted();
  expect((await remembered.get('m', 'latest')).version).toBe(1);
  await remembered.publish({} as never);
  expect((await remembered.get('m', 'latest')).version).toBe(2);
  state.newest = 3;
  expect((await remembered.get('m', 'latest')).version).toBe(2);
  expect((await remembered.asStored.get('m', 'latest')).version).toBe(3); // changed by another process, of which nobody told
  remembered.forget();
  expect((await remembered.get('m', 'latest')).version).toBe(3);
  state.newest = 4;
  state.now = 1000;
  expect((await remembered.get('m', 'latest')).version).toBe(4);
});

test('a reading under way when something is announced is nobody\'s answer afterwards', async () => {
  const { state, remembered } = counted();
  const before = remembered.get('m', 'latest');
  remembered.forget();
  state.newest = 2;
  await before;
  expect((await remembered.get('m', 'latest')).version).toBe(2);
});

test('a failure is not remembered', async () => {
  const { state, remembered } = counted();
  state.broken = true;
  await expect(remembered.get('m', 1)).rejects.toThrow('disk away');
  state.broken = false;
  expect((await remembered.get('m', 1)).version).toBe(1);
});

test('a change made here is seen at once, and told', async () => {
  const { state, remembered } = counted();
  const told: string[] = [];
  remembered.onChange((model) => told.push(model));
  expect((await remembered.get('m', 'latest')).version).toBe(1);
  await remembered.change('m', { type: 'delete-version', version: 1 }, { keyId: 'k', name: 'k', at: '' });
  expect((await remembered.get('m', 'latest')).version).toBe(state.newest);
  await remembered.publish({} as never);
  expect(told).toEqual(['m', 'm']);
});
