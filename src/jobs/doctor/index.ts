export type { Warning } from './definition.ts';
export { Doctor } from './doctor.ts';
export { rules } from './rules/index.ts';
