/** What a trained network answers: probabilities where its loss reads the outputs as logits, else the outputs as they are. */
import { expAll, logistic } from '../math.ts';
import { lossDefinition } from './index.ts';

/** Rows of raw outputs -> rows of answers, by the name of the loss that the network was trained with. */
export function answersOf(loss: string, outputs: Float32Array, columns: number): Float32Array {
  switch (lossDefinition(loss)?.answers) {
    case 'softmax':
      return softmaxRows(outputs, columns);
    case 'sigmoid':
      return outputs.map((x) => logistic(x));
    default:
      return outputs;
  }
}

let scratch = new Float64Array(0); // memory outside V8's own is slow to come by

/** Softmax of each row of logits, in double precision. */
export function softmaxRows(logits: Float32Array, columns: number): Float32Array {
  const out = new Float32Array(logits.length);
  if (scratch.length !== columns) scratch = new Float64Array(columns);
  const powers = scratch;
  for (let start = 0; start < logits.length; start += columns) {
    let maximum = -Infinity;
    for (let c = 0; c < columns; c++) maximum = Math.max(maximum, logits[start + c]);
    for (let c = 0; c < columns; c++) powers[c] = logits[start + c] - maximum;
    expAll(powers);
    let sum = 0;
    for (let c = 0; c < columns; c++) sum += powers[c];
    for (let c = 0; c < columns; c++) out[start + c] = powers[c] / sum;
  }
  return out;
}
