/** What a key may do. Every route asks for one of these. */
export const SCOPES = ['read', 'predict', 'train', 'admin'] as const;
export type Scope = (typeof SCOPES)[number];

const IMPLIED: Record<Scope, readonly Scope[]> = {
  read: ['read'],
  predict: ['predict'],
  train: ['train', 'read'],
  admin: SCOPES,
};

export const grants = (held: readonly Scope[], needed: Scope): boolean => held.some((scope) => IMPLIED[scope].includes(needed));
