import { expect, test } from 'vitest';
import { aliasesOf, aliasOf, describedVersion, type ModelChange, type ModelState } from '../../src/models/index.ts';
import { applyChange, EMPTY_STATE, noteReproduction } from '../../src/models/model-state.ts';

const author = { keyId: 'key_1', name: 'Ada', at: '2026-11-27T08:00:00.000Z' };
const apply = (changes: ModelChange[], { versions = [1, 2, 3, 4], from = EMPTY_STATE } = {}): ModelState =>
  changes.reduce((state, change) => applyChange(state, change, { model: 'm', versions: versions.filter((version) => !state.deleted.includes(version)), author }), from);
const set = (version: number, alias = 'production'): ModelChange => ({ type: 'set-alias', alias, version });
const rollBack: ModelChange = { type: 'roll-back-alias', alias: 'production' };
const named = (state: ModelState) => aliasesOf(state).production;
const code = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return (error as { code: string }).code;
  }
};

test('an alias keeps who moved it, when, from where', () => {
  const state = apply([set(1), set(2)]);
  expect(aliasOf({ model: 'm', state }, 'production')).toEqual({
    alias: 'production', version: 2,
    history: [{ action: 'set', version: 2, from: 1, at: author.at, by: { keyId: 'key_1', name: 'Ada' } }, { action: 'set', version: 1, from: null, at: author.at, by: { keyId: 'key_1', name: 'Ada' } }],
  });
});

test('rollbacks go back one by one, not to and fro', () => {
  expect([[rollBack], [rollBack, rollBack]].map((back) => named(apply([set(1), set(2), set(3), ...back])))).toEqual([2, 1]);
  expect(code(() => apply([set(1), set(2), rollBack, rollBack]))).toBe('wrong-state');
  expect(named(apply([set(1), set(2), rollBack, set(3), rollBack]))).toBe(1);
});

test('a rollback passes over what was deleted, and over the version it names', () => {
  expect(named(apply([set(1), set(2), set(3), { type: 'delete-version', version: 2 }, rollBack]))).toBe(1);
  expect(named(apply([set(1), set(2), set(1), set(3), { type: 'delete-version', version: 2 }, rollBack, set(3), rollBack]))).toBe(1);
  expect(code(() => apply([set(1), set(2), set(1), { type: 'delete-version', version: 2 }, rollBack]))).toBe('wrong-state');
});

test('what is expected has to be so', () => {
  const guarded = (version: number, expected: number | null): ModelChange => ({ type: 'set-alias', alias: 'production', version, expected });
  expect(named(apply([guarded(1, null), guarded(2, 1)]))).toBe(2);
  expect([[guarded(1, 3)], [set(1), guarded(2, null)], [set(1), { ...rollBack, expected: 2 } as ModelChange]].map((changes) => code(() => apply(changes)))).toEqual(['wrong-state', 'wrong-state', 'wrong-state']);
});

test('the same again changes nothing', () => {
  const state = apply([set(1), { type: 'describe', version: 1, description: 'x', tags: ['a', 'b'] }]);
  expect([apply([set(1)], { from: state }) === state, apply([{ type: 'describe', version: 1, tags: ['b', 'a', 'b'] }], { from: state }) === state]).toEqual([true, true]);
});

test('a deleted alias is gone, and has its history but not its way back when it is made again', () => {
  const gone = apply([set(1), set(2), { type: 'delete-alias', alias: 'production' }]);
  expect([aliasesOf(gone), code(() => aliasOf({ model: 'm', state: gone }, 'production')), code(() => apply([rollBack], { from: gone }))]).toEqual([{}, 'not-found', 'not-found']);
  const again = apply([set(3)], { from: gone });
  expect(aliasOf({ model: 'm', state: again }, 'production').history.map(({ action }) => action)).toEqual(['set', 'deleted', 'set', 'set']);
  expect(code(() => apply([rollBack], { from: again }))).toBe('wrong-state');
});

test('history ends after 200 events, names after 100', () => {
  const often = apply(Array.from({ length: 300 }, (_, i) => set((i % 4) + 1)));
  expect(aliasOf({ model: 'm', state: often }, 'production').history).toHaveLength(200);
  const full = apply(Array.from({ length: 100 }, (_, i) => set(1, `a${i}`)));
  expect(code(() => apply([set(1, 'one-more')], { from: full }))).toBe('wrong-state');
  const room = apply([{ type: 'delete-alias', alias: 'a7' }, set(1, 'one-more')], { from: full });
  expect([aliasesOf(room)['one-more'], Object.keys(room.aliases).length]).toEqual([1, 100]);
});

test('aliased versions and models with aliases stay; the message names the alias', () => {
  expect(() => apply([set(2), { type: 'delete-version', version: 2 }])).toThrow(/version 2.*"production"/i);
  expect(() => apply([set(2), set(2, 'staging'), { type: 'delete-version', version: 2 }])).toThrow(/"production", "staging"/);
  expect(() => apply([set(2), { type: 'delete-model' }])).toThrow(/"production" \(version 2\)/);
  expect(apply([set(2), { type: 'delete-version', version: 3 }]).deleted).toEqual([3]);
  expect(apply([{ type: 'describe', version: null, description: 'old', tags: ['t'] }, { type: 'delete-version', version: 4 }, { type: 'delete-model' }])).toEqual({ ...EMPTY_STATE, deleted: [1, 2, 3, 4] });
});

test('nothing is done to versions that are not there', () => {
  const changes: ModelChange[] = [set(9), { type: 'describe', version: 9, tags: [] }, { type: 'delete-version', version: 9 }];
  expect(changes.map((change) => code(() => apply([change])))).toEqual(['not-found', 'not-found', 'not-found']);
});

test('a reproduction is noted once', () => {
  const result = { jobId: 'job_2', version: 2, identical: true, at: author.at };
  const noted = noteReproduction(EMPTY_STATE, 1, result);
  expect(noteReproduction(noted, 1, result)).toBe(noted);
  expect(describedVersion(noted, 1).reproductions).toEqual([result]);
});
