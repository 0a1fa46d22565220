/** How many threads a run gains from. */
import type { NetworkPlan } from './plan.ts';

export const MAX_THREADS = 16;

/**
 * Multiply-adds of a step that one more thread has to bring, so that meeting at every operation costs less than it saves: about
 * 16 us of work, against a dozen meetings of a microsecond each. The networks of the book are far above.
 */
const WORTH_A_THREAD = 500_000;
/** Layers of flat features meet after each product, which leaves little to more threads than these. */
const MOST_WITHOUT_IMAGES = 4;

/** The number that is fastest for a network and batch, at least 1 and at most `available`. It changes nothing that is computed. */
export function recommendedThreads(plan: NetworkPlan, batchSize: number, available: number): number {
  const work = 3 * plan.multiplyAdds * batchSize;
  const most = plan.inputShape.length === 3 && plan.layers.some(({ type }) => type === 'conv2d') ? MAX_THREADS : MOST_WITHOUT_IMAGES;
  return Math.max(1, Math.min(available, most, Math.floor(work / WORTH_A_THREAD)));
}
