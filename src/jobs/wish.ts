import { type DatasetContext, findDataset } from '../datasets/index.ts';
import { planNetwork } from '../engine/index.ts';
import { type JobSpec, threadsFor, type Wish } from './spec/index.ts';

/** The threads a job needs and can use, where one job may have up to `available`. */
export async function wishOf(spec: JobSpec, available: number, context: DatasetContext): Promise<Wish> {
  try {
    const { inputShape, classes } = await findDataset(spec.dataset.name, context);
    return threadsFor(spec, planNetwork(spec.network, { inputShape, classes: classes.length, target: spec.target }, spec.semantics), available);
  } catch {
    return { least: 1, most: 1 }; // a spec that this version cannot plan: its attempt says why
  }
}
