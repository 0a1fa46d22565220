import { z } from 'zod';
import type { Semantics } from '../types.ts';

/** How far a run is, in the schedule's own units: epochs or steps. */
export interface Course {
  /** the learning rate that the optimizer was given */
  base: number;
  /** units of the whole run, at least 1 */
  length: number;
}

/** The learning rate in unit `at`, from 0 to length - 1: a pure function, so that a resumed run goes on exactly. */
export type Rate = (at: number) => number;

export interface ScheduleDefinition<Config = Record<string, unknown>> {
  type: string;
  summary: string;
  source: string;
  config: z.ZodType<Config> & { shape: Record<string, z.ZodType> };
  defaults: Record<Semantics, Partial<Config>>;
  /** rates depend on the length of the whole run */
  needsLength?: boolean;
  create(config: Config, course: Course): Rate;
}

/** Options of every schedule. */
export const COMMON = {
  per: z.enum(['epoch', 'step']).describe('unit in which the rate changes'),
  warmUp: z.int().min(0).describe('units at the beginning in which the rate rises linearly'),
  warmUpFrom: z.number().min(0).max(1).describe('share of the rate at which warming up begins'),
};
export const NO_WARM_UP = { warmUp: 0, warmUpFrom: 0.1 };

interface Given<Config> {
  type: string;
  summary: string;
  source: string;
  config: ScheduleDefinition<Config>['config'];
  defaults: Partial<Config>;
  needsLength?: boolean;
  create(config: Config, course: Course): Rate;
}

/** A schedule with warming up before it. */
export function defineSchedule<Config extends { warmUp: number; warmUpFrom: number }>({ create, defaults, ...rest }: Given<Config>): ScheduleDefinition {
  return {
    ...rest,
    defaults: { modern: defaults, book: defaults },
    create(config: Config, { base, length }: Course): Rate {
      const { warmUp, warmUpFrom } = config;
      const rate = create(config, { base, length: Math.max(1, length - warmUp) });
      return (at) => (at < warmUp ? rate(0) * (warmUpFrom + ((1 - warmUpFrom) * at) / warmUp) : rate(at - warmUp));
    },
  } as unknown as ScheduleDefinition;
}
