/** TensorFlow.js as a contender: argument 1 is its backend. Run in the folder where the packages were installed. */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';

const require = createRequire(join(process.cwd(), 'package.json'));
const load = (name) => import(pathToFileURL(require.resolve(name)).href);
console.log = console.warn = () => {};
const module = await load('@tensorflow/tfjs');
const tf = module.default?.layers ? module.default : module;
if (process.argv[2] === 'wasm') {
  const wasm = await load('@tensorflow/tfjs-backend-wasm');
  (wasm.default ?? wasm).setWasmPaths(`${dirname(require.resolve('@tensorflow/tfjs-backend-wasm'))}/`);
}
await tf.setBackend(process.argv[2]);
await tf.ready();

const dense = (units, activation) => tf.layers.dense({ units, activation });
const pool = () => tf.layers.maxPooling2d({ poolSize: 2, strides: 2 });
const NETWORKS = {
  'two-layer': () => [tf.layers.flatten({ inputShape: [28, 28, 1] }), dense(50, 'sigmoid'), dense(10)],
  'mlp6-bn': () => [tf.layers.flatten({ inputShape: [28, 28, 1] }), ...Array.from({ length: 5 }, () => [dense(100), tf.layers.batchNormalization(), tf.layers.reLU()]).flat(), dense(10)],
  'simple-convnet': () => [tf.layers.conv2d({ filters: 30, kernelSize: 5, activation: 'relu', inputShape: [28, 28, 1] }), pool(), tf.layers.flatten(), dense(100, 'relu'), dense(10)],
};

function prepared(network, mode) {
  const model = tf.sequential({ layers: NETWORKS[network]() });
  const x = tf.randomUniform([100, 28, 28, 1]);
  if (mode === 'infer') return () => tf.tidy(() => void model.predict(x).dataSync());
  const labels = tf.oneHot(tf.tensor1d(Array.from({ length: 100 }, (_, i) => i % 10), 'int32'), 10);
  const adam = tf.train.adam(0.001);
  return () => {
    const loss = adam.minimize(() => tf.losses.softmaxCrossEntropy(labels, model.apply(x, { training: true })), true);
    loss.dataSync();
    loss.dispose();
  };
}

const ready = new Map();
process.stdout.write(`${JSON.stringify({ version: `TensorFlow.js ${tf.version.tfjs} ${tf.getBackend()}` })}\n`);
for await (const line of createInterface({ input: process.stdin })) {
  const { network, mode, seconds } = JSON.parse(line);
  let answer;
  try {
    if (!NETWORKS[network]) throw new Error('does not finish a step in reasonable time');
    const key = `${network} ${mode}`;
    if (!ready.has(key)) ready.set(key, prepared(network, mode));
    const once = ready.get(key);
    const start = performance.now();
    let calls = 0;
    while (performance.now() - start < seconds * 1000) {
      once();
      calls += 1;
    }
    answer = { rate: (100_000 * calls) / (performance.now() - start) };
  } catch (error) {
    answer = { error: String(error.message ?? error).slice(0, 120) };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
