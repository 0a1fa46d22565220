/** What may change of a model: aliases with their history, description and tags, versions that were deleted. Pure: a state and a change give a state. */
import { TrainyardError } from '../engine/index.ts';

/** Who changes something, and when (ISO 8601 UTC). */
export interface Author {
  /** id and name of the API key */
  keyId: string;
  name: string;
  at: string;
}

export interface AliasEvent {
  action: 'set' | 'rolled-back' | 'deleted';
  /** that it names from then on; null: none */
  version: number | null;
  /** that it named before */
  from: number | null;
  at: string;
  by: Omit<Author, 'at'>;
}

export interface Alias {
  alias: string;
  version: number;
  /** newest first */
  history: AliasEvent[];
}

export interface Description {
  description: string | null;
  tags: string[];
}

/** A job that was to give the bytes of a version again. */
export interface ReproductionResult {
  jobId: string;
  /** that it registered */
  version: number;
  identical: boolean;
  at: string;
}

interface AliasState {
  version: number | null;
  /** former versions that a rollback goes back through, the last one first to be taken */
  past: number[];
  history: AliasEvent[];
}

export interface ModelState extends Description {
  schemaVersion: 1;
  aliases: Record<string, AliasState>;
  versions: Record<string, Description & { reproductions: ReproductionResult[] }>;
  /** numbers that are never used again */
  deleted: number[];
}

export type ModelChange =
  /** `expected`: the version that it has to name now, null: none */
  | { type: 'set-alias'; alias: string; version: number; expected?: number | null }
  | { type: 'roll-back-alias'; alias: string; expected?: number | null }
  | { type: 'delete-alias'; alias: string }
  /** of a version, or of the model as a whole */
  | ({ type: 'describe'; version: number | null } & Partial<Description>)
  | { type: 'delete-version'; version: number }
  | { type: 'delete-model' };

/** Events that are kept of an alias. */
const HISTORY = 200;
/** Names of aliases, deleted ones included. */
const MOST_ALIASES = 100;

export const LATEST = 'latest';
/** Begins with a letter: a number is a version. */
export const ALIAS_NAME = /^[a-z][a-z0-9._-]{0,63}$/;

export const EMPTY_STATE: ModelState = { schemaVersion: 1, description: null, tags: [], aliases: {}, versions: {}, deleted: [] };

/** By name; without `latest`, which is not state. */
export function aliasesOf({ aliases }: ModelState): Record<string, number> {
  return Object.fromEntries(Object.entries(aliases).flatMap(([name, { version }]) => (version === null ? [] : [[name, version] as const])).sort(([a], [b]) => (a < b ? -1 : 1)));
}

export const namesOf = (state: ModelState, version: number): string[] => Object.entries(aliasesOf(state)).flatMap(([name, named]) => (named === version ? [name] : []));

/** Throws 'not-found'. */
export function aliasOf({ model, state }: { model: string; state: ModelState }, name: string): Alias {
  const found = Object.hasOwn(state.aliases, name) ? state.aliases[name] : undefined;
  if (found && found.version !== null) return { alias: name, version: found.version, history: found.history };
  const known = Object.keys(aliasesOf(state));
  throw new TrainyardError('not-found', `Model "${model}" has no alias "${name}".`, { hint: `It has ${[LATEST, ...known].join(', ')}.` });
}

export const describedVersion = ({ versions }: ModelState, version: number): ModelState['versions'][string] => (Object.hasOwn(versions, version) ? versions[version] : { description: null, tags: [], reproductions: [] });

interface Surroundings {
  model: string;
  /** that there are */
  versions: readonly number[];
  author: Author;
}

/** The same state where nothing changes. Throws 'not-found' and 'wrong-state'. */
export function applyChange(state: ModelState, change: ModelChange, around: Surroundings): ModelState {
  switch (change.type) {
    case 'set-alias': return setAlias(state, change, around);
    case 'roll-back-alias': return rollBack(state, change, around);
    case 'delete-alias': {
      const { version: from } = aliasOf({ model: around.model, state }, change.alias);
      return withAlias(state, change.alias, { past: [] }, event('deleted', null, from, around.author));
    }
    case 'describe': return describe(state, change, around);
    case 'delete-version': return deleteVersion(state, change.version, around);
    case 'delete-model': {
      const named = Object.entries(aliasesOf(state));
      if (named.length > 0) throw new TrainyardError('wrong-state', `Model "${around.model}" has aliases: ${named.map(([name, version]) => `"${name}" (version ${version})`).join(', ')}.`, { hint: `DELETE /api/v1/models/${around.model}/aliases/${named[0][0]} first.` });
      return { ...EMPTY_STATE, deleted: [...state.deleted, ...around.versions].sort((a, b) => a - b) };
    }
  }
}

const event = (action: AliasEvent['action'], version: number | null, from: number | null, { at, keyId, name }: Author): AliasEvent => ({ action, version, from, at, by: { keyId, name } });

function withAlias(state: ModelState, name: string, { past }: Pick<AliasState, 'past'>, happened: AliasEvent): ModelState {
  const before = Object.hasOwn(state.aliases, name) ? state.aliases[name].history : [];
  return { ...state, aliases: { ...state.aliases, [name]: { version: happened.version, past: past.slice(-HISTORY), history: [happened, ...before].slice(0, HISTORY) } } };
}

function setAlias(state: ModelState, { alias, version, expected }: ModelChange & { type: 'set-alias' }, { model, versions, author }: Surroundings): ModelState {
  if (!versions.includes(version)) throw noVersion(model, version, versions);
  const found = Object.hasOwn(state.aliases, alias) ? state.aliases[alias] : undefined;
  const from = found?.version ?? null;
  requireExpected({ model, alias, from, expected });
  if (version === from) return state;
  return withAlias(found ? state : withRoom(state, model), alias, { past: from === null ? [] : [...found!.past, from] }, event('set', version, from, author));
}

function requireExpected({ model, alias, from, expected }: { model: string; alias: string; from: number | null; expected?: number | null }): void {
  if (expected === undefined || expected === from) return;
  throw new TrainyardError('wrong-state', `Alias "${alias}" of "${model}" names ${from === null ? 'no version' : `version ${from}`}, not ${expected ?? 'none'}: somebody changed it.`, { hint: 'Read it again and decide anew, or leave `expected` out.' });
}

/** Deleted aliases give way to new ones, those that were deleted first before others. */
function withRoom(state: ModelState, model: string): ModelState {
  const names = Object.keys(state.aliases);
  if (names.length < MOST_ALIASES) return state;
  const [oldest] = names.filter((name) => state.aliases[name].version === null).sort((a, b) => (state.aliases[a].history[0].at < state.aliases[b].history[0].at ? -1 : 1));
  if (oldest === undefined) throw new TrainyardError('wrong-state', `Model "${model}" has ${MOST_ALIASES} aliases, which is the most.`, { hint: 'Delete one of them.' });
  const { [oldest]: _, ...aliases } = state.aliases;
  return { ...state, aliases };
}

/** Where a rollback of an alias would go; null: nowhere. Those that were deleted are passed over. */
export function formerVersion(state: ModelState, name: string, versions: readonly number[]): { version: number; past: number[] } | null {
  const { version: from, past } = state.aliases[name];
  for (let at = past.length - 1; at >= 0; at--) if (past[at] !== from && versions.includes(past[at])) return { version: past[at], past: past.slice(0, at) };
  return null;
}

function rollBack(state: ModelState, { alias: name, expected }: ModelChange & { type: 'roll-back-alias' }, { model, versions, author }: Surroundings): ModelState {
  const { version: from } = aliasOf({ model, state }, name);
  requireExpected({ model, alias: name, from, expected });
  const former = formerVersion(state, name, versions);
  if (former) return withAlias(state, name, { past: former.past }, event('rolled-back', former.version, from, author));
  throw new TrainyardError('wrong-state', `Alias "${name}" of "${model}" named no version before ${from} that is still there.`, { hint: `PUT /api/v1/models/${model}/aliases/${name} with the version you want.` });
}

function describe(state: ModelState, { version, description, tags }: ModelChange & { type: 'describe' }, { model, versions }: Surroundings): ModelState {
  if (version !== null && !versions.includes(version)) throw noVersion(model, version, versions);
  const before = version === null ? state : describedVersion(state, version);
  const after: Description = { description: description === undefined ? before.description : description, tags: tags === undefined ? before.tags : [...new Set(tags)].sort() };
  if (after.description === before.description && after.tags.join('\n') === before.tags.join('\n')) return state;
  return version === null ? { ...state, ...after } : withVersion(state, version, after);
}

const withVersion = (state: ModelState, version: number, changes: Partial<ModelState['versions'][string]>): ModelState => ({ ...state, versions: { ...state.versions, [version]: { ...describedVersion(state, version), ...changes } } });

function deleteVersion(state: ModelState, version: number, { model, versions }: Surroundings): ModelState {
  if (!versions.includes(version)) throw noVersion(model, version, versions);
  const names = namesOf(state, version);
  if (names.length > 0) throw new TrainyardError('wrong-state', `Version ${version} of "${model}" is named by ${names.length === 1 ? 'the alias' : 'the aliases'} ${names.map((name) => `"${name}"`).join(', ')}.`, { hint: `Let ${names.length === 1 ? 'it' : 'them'} name another version, or delete ${names.length === 1 ? 'it' : 'them'}.` });
  const { [version]: _, ...others } = state.versions;
  return { ...state, versions: others, deleted: [...state.deleted, version].sort((a, b) => a - b) };
}

/** Of a version whose job was done again; a job that says so twice is noted once. */
export function noteReproduction(state: ModelState, version: number, result: ReproductionResult): ModelState {
  const { reproductions } = describedVersion(state, version);
  if (reproductions.some(({ jobId }) => jobId === result.jobId)) return state;
  return withVersion(state, version, { reproductions: [...reproductions, result].slice(-HISTORY) });
}

export const noVersion = (model: string, version: number | string, versions: readonly number[]): TrainyardError =>
  new TrainyardError('not-found', `model "${model}" has no version ${version}`, { hint: `it has ${versions.slice(-5).join(', ')}` });
