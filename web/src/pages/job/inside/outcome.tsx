import { count, fill, share } from '../../../format.ts';
import { t } from '../../../texts/index.ts';
import type { Insights } from './looks.ts';

type OutcomeOf = NonNullable<Insights['outcome']>;

/** What the trained network does on the whole test set. */
export function Outcome({ outcome }: { outcome: OutcomeOf }) {
  return (
    <>
      <h3 class="inside-head">{t.inside.confusion}</h3>
      <Confusion {...outcome} />
      <h3 class="inside-head">{t.inside.misclassified}</h3>
      {outcome.misclassified.length === 0 ? <p class="good">{t.inside.noErrors}</p> : (
        <ul class="errors">
          {outcome.misclassified.map(({ index, label, predicted, probability, png, input }) => (
            <li key={index}>
              {png === null ? <span class="mono">{input.slice(0, 4).map((value) => value.toFixed(2)).join(', ')}</span> : <img src={png} alt={fill(t.inside.misclassifiedAlt, { index, label, predicted })} width="56" height="56" />}
              <span>{fill(t.inside.taken, { label, predicted })} <small class="quiet">{share(probability)}</small></span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function Confusion({ classes, confusion }: OutcomeOf) {
  return (
    <div class="scroll" tabIndex={0} role="group" aria-label={t.inside.confusion}>
      <table class="confusion">
        <caption>{t.inside.confusionCaption}</caption>
        <thead><tr><td /> {classes.map((name) => <th key={name} scope="col" class="number">{name}</th>)}</tr></thead>
        <tbody>
          {confusion.map((row, label) => {
            const all = row.reduce((sum, value) => sum + value, 0) || 1;
            return (
              <tr key={classes[label]}>
                <th scope="row">{classes[label]}</th>
                {row.map((value, predicted) => <td key={classes[predicted]} class="number" style={{ background: shade(value / all, label === predicted) }}>{value === 0 ? '' : count(value)}</td>)}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

/** Right answers and errors in their own colours; the text stays readable on both. */
const shade = (part: number, isRight: boolean): string => (part === 0 ? 'transparent' : `color-mix(in srgb, var(${isRight ? '--series-2' : '--series-1'}) ${Math.round(isRight ? 40 * part : Math.min(45, 6 + 160 * part))}%, transparent)`);
