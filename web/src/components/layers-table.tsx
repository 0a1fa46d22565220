import type { JobPlan } from '../../../src/client/index.ts';
import { count } from '../format.ts';
import { t } from '../texts/index.ts';

const shape = (sizes: readonly number[]): string => sizes.join(' × ');

/** Layer by layer: what comes out, what is learnt, what it costs. */
export function LayersTable({ plan }: { plan: JobPlan }) {
  return (
    <div class="scroll" tabIndex={0} role="group" aria-label={t.newJob.layers}>
      <table class="layers">
        <caption class="visually-hidden">{t.newJob.layers}</caption>
        <thead><tr><th scope="col">{t.newJob.layer}</th><th scope="col" class="number">{t.newJob.shape}</th><th scope="col" class="number">{t.newJob.parameters}</th><th scope="col" class="number">{t.newJob.multiplyAdds}</th></tr></thead>
        <tbody>
          {plan.layers.map(({ name, outputShape, parameterCount, multiplyAdds }) => (
            <tr key={name}><th scope="row" class="mono">{name}</th><td class="number">{shape(outputShape)}</td><td class="number">{parameterCount === 0 ? '' : count(parameterCount)}</td><td class="number">{multiplyAdds === 0 ? '' : count(multiplyAdds)}</td></tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
