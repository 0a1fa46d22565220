/** Perceptrons and the gates made of them (ch. 2): 1 where w x + b > 0. */

export interface Perceptron {
  weights: readonly number[];
  bias: number;
}

export const fire = ({ weights, bias }: Perceptron, inputs: readonly number[]): 0 | 1 => (weights.reduce((sum, weight, i) => sum + weight * inputs[i], bias) > 0 ? 1 : 0);

/** The book's weights; any others that divide the inputs alike would do. */
export const GATES = {
  and: { weights: [0.5, 0.5], bias: -0.7 },
  nand: { weights: [-0.5, -0.5], bias: 0.7 },
  or: { weights: [0.5, 0.5], bias: -0.2 },
} as const satisfies Record<string, Perceptron>;

export const and = (a: number, b: number): 0 | 1 => fire(GATES.and, [a, b]);
export const nand = (a: number, b: number): 0 | 1 => fire(GATES.nand, [a, b]);
export const or = (a: number, b: number): 0 | 1 => fire(GATES.or, [a, b]);

/** No single perceptron can: two layers of them do. */
export const xor = (a: number, b: number): 0 | 1 => and(nand(a, b), or(a, b));

/** Rows (a, b, gate) in the order (0,0), (1,0), (0,1), (1,1). */
export const truthTable = (gate: (a: number, b: number) => number): [number, number, number][] => [[0, 0], [1, 0], [0, 1], [1, 1]].map(([a, b]) => [a, b, gate(a, b)]);
