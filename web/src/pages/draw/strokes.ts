export interface Point {
  /** 0 to 1, from the left */
  x: number;
  /** 0 to 1, from the top */
  y: number;
}

export type Stroke = readonly Point[];

export interface Drawing {
  strokes: readonly Stroke[];
  /** pixels of a sample of the dataset, instead of strokes */
  sample: { input: readonly number[]; label: string } | null;
}

export const EMPTY: Drawing = { strokes: [], sample: null };

export const isEmpty = ({ strokes, sample }: Drawing): boolean => strokes.length === 0 && sample === null;

/** A stroke on a sample begins a drawing of its own. */
export const withStroke = ({ strokes }: Drawing, stroke: Stroke): Drawing => ({ strokes: [...strokes, stroke], sample: null });

export const withPoint = ({ strokes }: Drawing, point: Point): Drawing => ({ strokes: [...strokes.slice(0, -1), [...(strokes.at(-1) ?? []), point]], sample: null });

export const withoutLast = ({ strokes }: Drawing): Drawing => ({ strokes: strokes.slice(0, -1), sample: null });
