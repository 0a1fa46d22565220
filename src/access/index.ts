export { type Access, type AccessDependencies, type Counted, createAccess, type Credentials } from './access.ts';
export { AUDIT_ACTIONS, type AuditAction, type AuditEntry } from './audit.ts';
export type { ApiKey, KeyRequest } from './keys.ts';
export type { Pass, PassKind } from './passes.ts';
export type { JobLimits, Principal } from './principal.ts';
export { grants, type Scope, SCOPES } from './scopes.ts';
export { sha256 as sha256OfKey } from './names.ts';
