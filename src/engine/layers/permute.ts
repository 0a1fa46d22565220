/** y = x with its axes in another order: axis j of y is axis order[j] of x.      dx goes back the same way */
import { z } from 'zod';
import { type Shape, sizeOf } from '../types.ts';
import { defineLayer, LayerProblem } from './definition.ts';

const config = z.strictObject({
  order: z.array(z.int().min(0).max(7)).min(1).max(8).describe('axes of the input, counted from 0 without the batch, as the output has them'),
});

/** Where each value of the output lies in the input. */
function placesOf(order: readonly number[], input: Shape): Int32Array {
  const strides = input.map((_, axis) => sizeOf(input.slice(axis + 1)));
  const places = new Int32Array(sizeOf(input));
  let block = 1;
  for (const axis of order.toReversed()) {
    for (let i = block; i < block * input[axis]; i++) places[i] = places[i % block] + Math.floor(i / block) * strides[axis];
    block *= input[axis];
  }
  return places;
}

export const permute = defineLayer<z.infer<typeof config>>({
  type: 'permute',
  summary: 'Puts the axes of a sample in another order.',
  source: 'NumPy, numpy.transpose',
  config,
  defaults: { modern: {}, book: {} },
  inputs: 'one',
  forgetsInputs: true,
  overwritable: true,
  outputShape({ order }, [input]) {
    if (order.length === input.length && order.toSorted((a, b) => a - b).every((axis, i) => axis === i)) return order.map((axis) => input[axis]);
    throw new LayerProblem(`cannot put the axes of [${input.join(', ')}] in the order [${order.join(', ')}]`, `name each of 0 to ${input.length - 1} once`, 'order');
  },
  create({ config: { order }, inputShapes: [shape], inputs: [x], output, inputGradients: [dx], outputGradient }) {
    const places = placesOf(order, shape);
    const size = places.length;
    return {
      forward(batch) {
        for (let start = 0; start < batch * size; start += size) for (let i = 0; i < size; i++) output[start + i] = x[start + places[i]];
      },
      backward(batch) {
        if (!dx) return;
        for (let start = 0; start < batch * size; start += size) for (let i = 0; i < size; i++) dx[start + places[i]] = outputGradient![start + i];
      },
    };
  },
  examples: [{ inputs: [[2, 3, 5]], config: { order: [2, 0, 1] } }, { inputs: [[3, 4]], config: { order: [1, 0] } }],
});
