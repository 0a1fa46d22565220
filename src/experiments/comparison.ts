/** Several jobs that differ in one thing. */
import type { JobResult, Part } from './definition.ts';

export const jobs = (specs: Record<string, Record<string, unknown>>): Record<string, Part> => Object.fromEntries(Object.entries(specs).map(([name, spec]) => [name, { kind: 'job', spec }]));

/** Training minus test accuracy at the end: what was learnt by heart. */
export const gapOf = ({ metrics }: JobResult): number => metrics.trainAccuracy - metrics.testAccuracy;
