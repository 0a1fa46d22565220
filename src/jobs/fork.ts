/** What a fork may change, and where it begins. */
import { type Issue, specError, TrainyardError } from '../engine/index.ts';
import type { JobRecord } from './record.ts';
import type { JobSpec } from './spec/index.ts';

export interface ForkRequest {
  /** of one of the parent's checkpoints; the newest by default */
  step?: number;
  /** members of the spec to change; those of inner objects one by one, null takes a member away (RFC 7396) */
  spec?: Record<string, unknown>;
}

/** Members that say what the weights mean: with others, a checkpoint is no beginning. */
const KEPT = ['network', 'semantics', 'target', 'start'] as const;

export function forkedSpec(spec: JobSpec, changes: Record<string, unknown>): Record<string, unknown> {
  const issues = KEPT.filter((name) => Object.hasOwn(changes, name)).map((name): Issue => ({ pointer: `#/spec/${name}`, code: 'invalid-spec', detail: `A fork keeps its ${name}: the checkpoint belongs to it.`, hint: 'Leave it out; to begin another network with these weights, submit a job with "start".' }));
  if (issues.length > 0) throw new TrainyardError('invalid-spec', issues[0].detail, { hint: issues[0].hint, issues });
  const { epochs, steps, ...rest } = spec as unknown as Record<string, unknown>;
  const length = changes.epochs === undefined && changes.steps === undefined ? { epochs, steps } : {};
  return merged({ ...rest, ...withoutAbsent(length) }, changes) as Record<string, unknown>;
}

const withoutAbsent = (values: Record<string, unknown>): Record<string, unknown> => Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));

const isObject = (value: unknown): value is Record<string, unknown> => value !== null && typeof value === 'object' && !Array.isArray(value);

/** Of other types than before, an object takes the place of the old one: the options of one optimizer are not those of another. */
function merged(target: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch;
  const kept = isObject(target) && !(typeof patch.type === 'string' && patch.type !== target.type) ? target : {};
  const result: Record<string, unknown> = { ...kept };
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) delete result[name];
    else result[name] = merged(result[name], value);
  }
  return result;
}

/** Throws where there is no checkpoint, or not that one. */
export function forkStep(steps: readonly number[], { id, status }: JobRecord, wanted: number | undefined): number {
  if (steps.length === 0) throw new TrainyardError('wrong-state', `Job ${id} is ${status} and has no checkpoint to fork from.`, { hint: 'Give jobs a shorter checkpoint.everySeconds; the first comes after so many seconds.' });
  if (wanted === undefined) return steps[steps.length - 1];
  if (steps.includes(wanted)) return wanted;
  throw specError('invalid-input', '#/step', `Job ${id} has no checkpoint of step ${wanted}.`, `There are those of steps ${steps.join(', ')}.`);
}

/** A complaint about a spec, where the spec is a member of what was sent. */
export function inMember(error: unknown, member: string): unknown {
  if (!(error instanceof TrainyardError) || error.kind !== 'spec') return error;
  const issues = error.issues.map((issue) => ({ ...issue, pointer: `#/${member}${issue.pointer.slice(1)}` }));
  return new TrainyardError(error.code, error.message, { hint: error.hint, issues });
}
