/** XOR, which one layer cannot learn (Deep Learning from Scratch, ch. 2) and two layers can. */
import { train } from '../src/index.ts';

const inputs = Float32Array.of(0, 0, 0, 1, 1, 0, 1, 1);
const labels = Int32Array.of(0, 1, 1, 0);

const model = train({
  network: { layers: [{ type: 'dense', units: 16 }, { type: 'relu' }, { type: 'dense', units: 2 }] },
  inputShape: [2],
  classes: 2,
  data: { train: { count: 4, inputs, labels } },
  optimizer: { type: 'adam', learningRate: 0.05 },
  steps: 300,
  seed: 1,
});

const answers = model.classify(inputs);
for (let row = 0; row < 4; row++) console.log(`${inputs[2 * row]} xor ${inputs[2 * row + 1]} = ${answers[row]}`);
