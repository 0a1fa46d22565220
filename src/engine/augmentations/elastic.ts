/** Bends an image like rubber: random displacements on a coarse grid, even between its nodes. */
import { z } from 'zod';
import { between, defineAugmentation } from './definition.ts';

const config = z.strictObject({
  strength: z.number().min(0).max(100).describe('standard deviation of the displacements, in pixels'),
  nodes: z.int().min(2).max(32).describe('nodes of the grid along each side; more bend finer'),
});

export const elastic = defineAugmentation<z.infer<typeof config>>({
  type: 'elastic',
  summary: 'Bends images like rubber.',
  source: 'Simard, Steinkraus and Platt 2003: displacements drawn uniformly',
  config,
  defaults: { strength: 1, nodes: 5 },
  nodes: ({ nodes }) => nodes,
  create: ({ strength, nodes }) => {
    const largest = strength * Math.sqrt(3); // the end of the uniform distribution with this standard deviation
    const field = { nodes, dx: new Float64Array(nodes * nodes), dy: new Float64Array(nodes * nodes) };
    return (random) => {
      for (let i = 0; i < nodes * nodes; i++) {
        field.dx[i] = between(random, -largest, largest);
        field.dy[i] = between(random, -largest, largest);
      }
      return { field };
    };
  },
});
