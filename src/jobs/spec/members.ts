import type { z } from 'zod';
import { type Issue, MAX_THREADS } from '../../engine/index.ts';
import { issuesOf, knownMembers, pointerOf, unknownMember } from './issues.ts';
import { jobSpecShape, networkSchema } from './schema.ts';
import type { jobSpecSchema } from './schema.ts';

export type Members = z.output<typeof jobSpecSchema>;
export type MemberName = keyof typeof jobSpecShape;

/** Where the way out is more than a value that fits. */
const HINTS: Record<string, string> = {
  '#/dataset': 'Give {"name": "mnist"} with its options; GET /api/v1/datasets lists what there is.',
  '#/loss': 'Give the name of a loss, or {"type": name} with its options; GET /api/v1/catalogue lists them.',
  '#/optimizer/schedule': 'Give {"type": name} with the options of a schedule, such as {"type": "cosine"}, or null.',
  '#/insights': 'Give {"everySteps": 100}, or null.',
  '#/threads': `Give a whole number from 1 to ${MAX_THREADS}, or leave it out: then it is chosen for the network.`,
};

/**
 * Each top-level member parsed by itself, so that one that is wrong does not hide what is wrong with the others.
 * `members` holds those that are right.
 */
export function parseMembers(input: Record<string, unknown>): { members: Partial<Members>; issues: Issue[] } {
  const names = Object.keys(jobSpecShape) as MemberName[];
  const issues = Object.keys(input)
    .filter((name) => !Object.hasOwn(jobSpecShape, name))
    .map((name) => misplaced(name) ?? unknownMember(pointerOf([name]), name, names));
  const members: Record<string, unknown> = {};
  for (const name of names) {
    const schema: z.ZodType = jobSpecShape[name];
    const parsed = schema.safeParse(Object.hasOwn(input, name) ? input[name] : undefined);
    if (parsed.success && !isBothForms(name, parsed.data)) members[name] = parsed.data;
    else issues.push(...memberIssues({ name, schema, value: input[name] }, parsed.error ?? null));
  }
  return { members: members as Partial<Members>, issues };
}

/** Options of the engine that are looked for at the top, also as other libraries call them. */
const OPTIONS: Record<string, string> = {
  lr: 'optimizer.learningRate', learningRate: 'optimizer.learningRate', learning_rate: 'optimizer.learningRate', momentum: 'optimizer.momentum', preset: 'network.preset', layers: 'network.layers', hidden: 'network.hidden',
};

/** A member of a member, given at the top; null where it is none. */
function misplaced(name: string): Issue | null {
  const home = (Object.keys(jobSpecShape) as MemberName[]).find((member) => knownMembers(jobSpecShape[member], []).includes(name));
  const place = Object.hasOwn(OPTIONS, name) ? OPTIONS[name] : home && `${home}.${name}`;
  return place === undefined ? null : { ...unknownMember(pointerOf([name]), name, []), hint: `Did you mean "${place}"?` };
}

/** The open object of a preset takes `layers` for an option. */
const isBothForms = (name: MemberName, value: unknown): boolean => name === 'network' && 'preset' in (value as object) && 'layers' in (value as object);

function memberIssues(member: { name: MemberName; schema: z.ZodType; value: unknown }, error: z.core.$ZodError | null): Issue[] {
  if (member.name === 'network' || error === null) return networkIssues(member.value);
  const found = issuesOf(error, member.schema, `#/${member.name}`, member.value).map(
    (issue): Issue => ({ ...issue, hint: HINTS[issue.pointer] ?? issue.hint }),
  );
  // One answer per place: a wrong type of a list and of its items say the same.
  return found.filter((issue, index) => found.findIndex((other) => other.pointer === issue.pointer) === index);
}

/** A union's own complaint names no member: say which of the two forms was meant and what is wrong with it. */
function networkIssues(value: unknown): Issue[] {
  const [preset, list] = networkSchema.options;
  const forms = 'Give {"preset": "..."} with its options, {"layers": [...]}, or {"model": "name@version"}.';
  const issue = (detail: string, pointer = '#/network'): Issue[] => [{ pointer, code: 'invalid-spec', detail, hint: forms }];
  if (value === undefined) return issue('This member is required.');
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return issue('The network must be an object.');
  if ('preset' in value && 'layers' in value) return issue('The network has a preset and layers: give one of the two.', '#/network/layers');
  const form: z.ZodType | null = 'preset' in value ? preset : 'layers' in value ? list : null;
  if (form === null) return issue('The network has neither a preset nor layers nor a model.');
  const parsed = form.safeParse(value);
  return parsed.success ? [] : issuesOf(parsed.error, form, '#/network', value);
}
