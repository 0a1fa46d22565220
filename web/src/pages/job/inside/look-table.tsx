import { count, fill, number, share } from '../../../format.ts';
import { t } from '../../../texts/index.ts';
import { Histogram } from './histogram.tsx';
import { binsInUse, type Kind, type Look, partsOf } from './looks.ts';

interface LookTableProps {
  look: Look;
  kind: Kind;
  picked: string;
  onPick: (name: string) => void;
}

/** All layers or parameters at one step, with their histograms; a button shows one over time. */
export function LookTable({ look, kind, picked, onPick }: LookTableProps) {
  const parts = partsOf(look, kind);
  const bins = binsInUse(parts.map(({ statistics }) => statistics.histogram));
  const isLayers = kind === 'activations';
  const { mean, std, zeros, dead, saturated, update, norm } = t.inside;
  return (
    <div class="scroll" tabIndex={0} role="group" aria-label={fill(t.inside.table, { kind: t.inside[kind], step: count(look.step) })}>
      <table class="looks">
        <caption class="visually-hidden">{fill(t.inside.table, { kind: t.inside[kind], step: count(look.step) })}</caption>
        <thead>
          <tr><th scope="col">{t.inside.name}</th><th scope="col">{t.inside[kind]}</th>{[mean, std, zeros, ...(isLayers ? [dead, saturated] : [norm, update])].map((name) => <th key={name} scope="col" class="number">{name}</th>)}</tr>
        </thead>
        <tbody>
          {parts.map((part, index) => (
            <tr key={part.name}>
              <th scope="row"><button type="button" class="link-button mono" aria-pressed={part.name === picked} title={fill(t.inside.pick, { name: part.name })} onClick={() => onPick(part.name)}>{part.name}</button></th>
              <td class="histogram-cell"><Histogram part={part} kind={kind} step={look.step} bins={bins} /></td>
              <td class="number">{number(part.statistics.mean)}</td>
              <td class="number">{number(part.statistics.std)}</td>
              <td class="number">{share(part.statistics.zeros)}</td>
              {isLayers ? <LayerCells layer={look.layers[index]} /> : <ParameterCells kind={kind} parameter={look.parameters[index]} />}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const LayerCells = ({ layer }: { layer: Look['layers'][number] }) => (
  <>
    <td class={`number ${Number(layer.dead) > 0.5 ? 'warn' : ''}`}>{share(layer.dead)}</td>
    <td class={`number ${Number(layer.saturated) > 0.5 ? 'warn' : ''}`}>{share(layer.saturated)}</td>
  </>
);

const ParameterCells = ({ kind, parameter }: { kind: Kind; parameter: Look['parameters'][number] }) => (
  <>
    <td class="number">{number(kind === 'weights' ? parameter.weightNorm : parameter.gradientNorm)}</td>
    <td class="number">{number(parameter.update)}</td>
  </>
);
