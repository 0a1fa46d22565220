/**
 * A trained model without the service and without a library: one file that imports nothing, as GET /api/v1/models/moons/versions/1/export?format=ts answers it.
 * It runs in Node, Deno, Bun and browsers.
 */
import { inputShape, labels, predict } from './exported/moons.ts';

console.log(`takes ${inputShape.join(' x ')} numbers, tells ${labels.join(' from ')}`);
for (const point of [[0, 1], [1, -0.5], [0.5, 0.25]]) {
  const { label, probability } = predict(point);
  console.log(`(${point.join(', ')}) is ${label}, ${(100 * probability).toFixed(0)} %`);
}
