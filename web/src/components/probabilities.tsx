import { share } from '../format.ts';
import { t } from '../texts/index.ts';

interface ProbabilitiesProps {
  classes: readonly string[];
  /** null: nothing is predicted yet */
  values: readonly number[] | null;
}

const SHOWN = 20;

/** A bar for each class, the most probable one marked. */
export function Probabilities({ classes, values }: ProbabilitiesProps) {
  const best = values === null ? -1 : values.indexOf(Math.max(...values));
  const shown = classes.map((label, index) => ({ label, index, value: values?.[index] ?? 0 }));
  const listed = classes.length <= SHOWN ? shown : shown.toSorted((a, b) => b.value - a.value).slice(0, SHOWN);
  return (
    <ol class="probabilities" aria-label={t.common.probabilities}>
      {listed.map(({ label, index, value }) => (
        <li key={label} class={index === best ? 'most-probable' : undefined}>
          <span class="name">{label}</span>
          <span class="bar" aria-hidden="true"><span style={{ width: `${100 * value}%` }} /></span>
          <span class="number">{values === null ? '' : share(value)}</span>
        </li>
      ))}
    </ol>
  );
}
