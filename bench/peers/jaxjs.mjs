/** jax-js as a contender, in WebAssembly with plain gradient descent. Run in the folder where the package was installed. */
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { readFileSync } from 'node:fs';

const folder = join(process.cwd(), 'node_modules/@jax-js/jax');
const { exports, module, main, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
const entry = exports?.['.']?.import?.default ?? exports?.['.']?.import ?? exports?.['.']?.default ?? module ?? main;
const jax = await import(pathToFileURL(join(folder, typeof entry === 'string' ? entry : 'dist/index.js')).href);
const { numpy: np, nn, lax, random, valueAndGrad, jit, init, defaultDevice, blockUntilReady } = jax;
console.log = console.warn = () => {};
await init('wasm');
defaultDevice('wasm');

let drawn = 0;
const weights = (shape) => random.normal(random.key(drawn++), shape).mul(0.05);
const NETWORKS = {
  'two-layer': {
    parameters: () => [weights([784, 50]), np.zeros([50]), weights([50, 10]), np.zeros([10])],
    apply: (p, x) => np.dot(nn.sigmoid(np.dot(x.reshape([100, 784]), p[0]).add(p[1])), p[2]).add(p[3]),
  },
  'simple-convnet': {
    parameters: () => [weights([30, 1, 5, 5]), np.zeros([1, 30, 1, 1]), weights([4320, 100]), np.zeros([100]), weights([100, 10]), np.zeros([10])],
    apply: (p, x) => {
      const pooled = lax.reduceWindow(nn.relu(lax.conv(x, p[0], [1, 1], 'VALID').add(p[1])), np.max, [1, 1, 2, 2], [1, 1, 2, 2]);
      return np.dot(nn.relu(np.dot(pooled.reshape([100, 4320]), p[2]).add(p[3])), p[4]).add(p[5]);
    },
  },
};

function prepared(network) {
  const { parameters, apply } = NETWORKS[network];
  let p = parameters();
  const x = random.uniform(random.key(99), [100, 1, 28, 28]);
  const labels = nn.oneHot(np.array(Array.from({ length: 100 }, (_, i) => i % 10), { dtype: np.int32 }), 10);
  const loss = (given, images, targets) => nn.logSoftmax(apply(given, images)).mul(targets).sum().mul(-0.01);
  const step = jit((given, images, targets) => {
    const [value, gradients] = valueAndGrad(loss)(given.map((array) => array.ref), images, targets);
    return [value, given.map((array, i) => array.sub(gradients[i].mul(0.01)))];
  });
  return async () => {
    const [value, next] = step(p, x.ref, labels.ref);
    p = next;
    await blockUntilReady(p.map((array) => array.ref));
    value.js?.();
  };
}

const ready = new Map();
process.stdout.write(`${JSON.stringify({ version: `jax-js ${version} wasm, gradient descent` })}\n`);
for await (const line of createInterface({ input: process.stdin })) {
  const { network, mode, seconds } = JSON.parse(line);
  let answer;
  try {
    if (!NETWORKS[network] || mode !== 'train') throw new Error('not measured');
    if (!ready.has(network)) ready.set(network, prepared(network));
    const once = ready.get(network);
    const start = performance.now();
    let calls = 0;
    while (performance.now() - start < seconds * 1000) {
      await once();
      calls += 1;
    }
    answer = { rate: (100_000 * calls) / (performance.now() - start) };
  } catch (error) {
    answer = { error: String(error.message ?? error).slice(0, 120) };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
