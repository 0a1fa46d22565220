/** Which layers a request wants to look at, and whether that is little enough to be sent. */
import { nearestName, sizeOf, specError } from '../engine/index.ts';
import { planOf } from './network.ts';
import type { Servable } from './task.ts';

/** Numbers of one answer. */
const MOST_VALUES = 2_000_000;

/** Names of layers that there are. Throws 'unknown-name', 'invalid-input' where there would be too much. */
export function layersToLookAt(servable: Servable, wanted: 'all' | readonly string[], count: number): string[] {
  const plan = planOf(servable);
  const known = plan.layers.map(({ name }) => name);
  const layers = wanted === 'all' ? known : [...wanted];
  const unknown = layers.findIndex((name) => !known.includes(name));
  if (unknown >= 0) {
    const near = nearestName(layers[unknown], known);
    throw specError('unknown-name', `#/activations/${unknown}`, `The network has no layer "${layers[unknown]}".`, near === null ? `It has ${known.join(', ')}.` : `Did you mean "${near}"?`);
  }
  // all are computed, whichever are sent
  const values = count * plan.layers.reduce((sum, { outputShape }) => sum + sizeOf(outputShape), 0);
  if (values > MOST_VALUES) throw specError('invalid-input', '#/activations', `The layers answer ${values} numbers to ${count} samples; at most ${MOST_VALUES} are looked at.`, 'Send fewer samples at once.');
  return layers;
}
