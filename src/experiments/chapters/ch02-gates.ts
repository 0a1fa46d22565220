import { and, fire, GATES, nand, or, truthTable, xor } from '../../book/index.ts';
import { defineExperiment } from '../definition.ts';
import { drawClasses } from '../figures/plane.ts';

const GATE = { AND: { gate: and, truth: [0, 0, 0, 1] }, NAND: { gate: nand, truth: [1, 1, 1, 0] }, OR: { gate: or, truth: [0, 1, 1, 1] }, XOR: { gate: xor, truth: [0, 1, 1, 0] } } as const;

export const gates = defineExperiment({
  id: 'ch02-gates',
  chapter: 2,
  title: 'Gates from perceptrons',
  summary: 'AND, NAND and OR are single perceptrons: one straight line divides the plane. XOR needs two layers of them: AND(NAND, OR).',
  script: 'ch02/and_gate.py, nand_gate.py, or_gate.py, xor_gate.py',
  bands: [{ name: 'rightRows', label: 'right rows of the four truth tables', unit: 'number', least: 16, most: 16 }],
  source: 'the truth tables',
  book: { result: '16 of 16', seconds: null },
  parts: () => ({ tables: { kind: 'function', call: 'truthTable(and), truthTable(nand), truthTable(or), truthTable(xor)' } }),
  report() {
    const tables = Object.values(GATE).map(({ gate, truth }) => truthTable(gate).map(([, , out], i) => out === truth[i]));
    const regions = { AND: GATES.and, NAND: GATES.nand, OR: GATES.or };
    const answer = (name: string) => (x: number, y: number): number =>
      name === 'XOR' ? fire(GATES.and, [fire(GATES.nand, [x, y]), fire(GATES.or, [x, y])]) : fire(regions[name as keyof typeof regions], [x, y]);
    return {
      values: { rightRows: tables.flat().filter(Boolean).length },
      figure: drawClasses(Object.entries(GATE).map(([title, { gate }]) => ({ title, points: truthTable(gate).map(([a, b, label]) => ({ at: [a, b], label })), answer: answer(title) })), { x: [-0.5, 1.5], y: [-0.5, 1.5], columns: 2 }),
    };
  },
});
