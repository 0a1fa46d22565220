/** Every initializer. A new one is a file and a line here. */
import { z } from 'zod';
import { ones, zeros } from './constants.ts';
import type { Initializer, InitializerDefinition } from './definition.ts';
import { he } from './he.ts';
import { normal } from './normal.ts';
import type { UnknownParams } from '../options.ts';
import { xavier } from './xavier.ts';

export type { Initializer } from './definition.ts';

export const initializers = { normal, xavier, he, zeros, ones } as const;

const registry = initializers as unknown as Record<string, InitializerDefinition>;
const names = Object.keys(initializers);

/** A name, or `{type, ...options}`. */
export const initializerSchema = z.union([z.string(), z.looseObject({ type: z.string() })]).superRefine((value, context) => {
  const { type, ...options } = typeof value === 'string' ? { type: value } : value;
  if (!Object.hasOwn(initializers, type)) {
    context.addIssue({ code: 'custom', message: 'unknown initializer', params: { kind: 'initializer', name: type, known: names } satisfies UnknownParams });
    return;
  }
  const parsed = registry[type].config.safeParse({ ...registry[type].defaults.modern, ...options });
  if (parsed.success) return;
  const [issue] = parsed.error.issues;
  if (issue.code === 'unrecognized_keys') {
    const [name] = issue.keys;
    context.addIssue({ code: 'custom', message: `unknown option ${name}`, path: [name], params: { kind: 'option', name, known: Object.keys(registry[type].config.shape) } satisfies UnknownParams });
    return;
  }
  context.addIssue({ code: 'custom', message: `initializer ${type}: ${issue.message}`, path: issue.path });
});

export function resolveInitializer(given: z.infer<typeof initializerSchema>): Initializer {
  const { type, ...options } = typeof given === 'string' ? { type: given } : given;
  return registry[type].create(registry[type].config.parse({ ...registry[type].defaults.modern, ...options }));
}
