/** Every learning rate schedule. A new one is a file and a line here. */
import { constant } from './constant.ts';
import { cosine } from './cosine.ts';
import type { ScheduleDefinition } from './definition.ts';
import { exponential } from './exponential.ts';
import { multiStep } from './multi-step.ts';
import { oneCycle } from './one-cycle.ts';
import { range } from './range.ts';
import { step } from './step.ts';

export const schedules = { constant, step, 'multi-step': multiStep, exponential, cosine, 'one-cycle': oneCycle, range } as const satisfies Record<string, ScheduleDefinition>;

export function scheduleDefinition(type: string): ScheduleDefinition | undefined {
  return Object.hasOwn(schedules, type) ? (schedules as Record<string, ScheduleDefinition>)[type] : undefined;
}
