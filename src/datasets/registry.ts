import { circles } from './circles.ts';
import { fashionMnist } from './fashion-mnist.ts';
import { mnist } from './mnist.ts';
import { moons } from './moons.ts';
import { spiral } from './spiral.ts';
import { syntheticDigits } from './synthetic-digits.ts';
import type { DatasetDefinition } from './types.ts';
import { xor } from './xor.ts';

/** Every built-in data set, by name: adding one is one file and one line here. */
export const datasets: Readonly<Record<string, DatasetDefinition>> = Object.fromEntries(
  [mnist, fashionMnist, syntheticDigits, spiral, moons, circles, xor].map((definition) => [definition.name, definition]),
);
