/** Bends an image like rubber: random displacements on a coarse grid, smooth between its nodes. */
import { z } from 'zod';
import { defineAugmentation } from './definition.ts';

const config = z.strictObject({
  strength: z.number().min(0).max(100).describe('standard deviation of the displacements, in pixels'),
  nodes: z.int().min(2).max(32).describe('nodes of the grid along each side; more bend finer'),
});

export const elastic = defineAugmentation<z.infer<typeof config>>({
  type: 'elastic',
  summary: 'Bends images like rubber.',
  source: 'Simard, Steinkraus and Platt 2003',
  config,
  defaults: { strength: 1, nodes: 5 },
  create: ({ strength, nodes }) => (random) => {
    const [dx, dy] = [new Float64Array(nodes * nodes), new Float64Array(nodes * nodes)];
    for (let i = 0; i < dx.length; i++) {
      dx[i] = strength * random.normal();
      dy[i] = strength * random.normal();
    }
    return { field: { nodes, dx, dy } };
  },
});
