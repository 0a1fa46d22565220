import { TrainyardError } from './errors.ts';
import type { NamedTensor } from './types.ts';

/** Copies tensors into the network's arrays by name. Throws TrainyardError where a name or length does not fit. */
export function setWeights(targets: readonly NamedTensor[], given: readonly NamedTensor[]): void {
  const byName = new Map(targets.map((target) => [target.name, target]));
  for (const { name, shape, data } of given) {
    const target = byName.get(name);
    if (!target) throw new TrainyardError('shape-mismatch', `the network has no parameter "${name}"`, { hint: `it has ${[...byName.keys()].join(', ')}` });
    if (target.shape.join() !== shape.join() || target.data.length !== data.length) throw new TrainyardError('shape-mismatch', `${name} has shape [${shape.join(', ')}], the network needs [${target.shape.join(', ')}]`, { hint: 'use weights of the same network' });
    target.data.set(data);
  }
}
