/** A thread's place among those that compute together: all call the same operations in the same order. */
export interface Team {
  /** 0 to size - 1 */
  readonly rank: number;
  readonly size: number;
  /** Returns when every thread of the team has called it; what they wrote before is then visible to all. */
  barrier(): void;
}

export const ALONE: Team = { rank: 0, size: 1, barrier() {} };

/** Where the part of `count` items begins that the team's thread works on; `unit` items stay together. It ends at `shareEnd`. */
export function shareStart({ rank, size }: Team, count: number, unit: number): number {
  return boundary(rank, size, count, unit);
}

export function shareEnd({ rank, size }: Team, count: number, unit: number): number {
  return boundary(rank + 1, size, count, unit);
}

function boundary(part: number, size: number, count: number, unit: number): number {
  return Math.min(count, Math.floor((Math.ceil(count / unit) * part) / size) * unit);
}
