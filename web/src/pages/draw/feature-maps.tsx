import { useEffect, useMemo, useState } from 'preact/hooks';
import type { PredictResponse } from '../../../../src/client/index.ts';
import { Note, noteOf } from '../../components/note.tsx';
import { Pixels } from '../../components/pixels.tsx';
import { useNewest } from '../../service/use-newest.ts';
import { t } from '../../texts/index.ts';
import { mosaicOf } from './mosaic.ts';
import { predictWith, type Target } from './target.ts';

type Activation = NonNullable<PredictResponse['activations']>[number];

/** After the last change of the drawing; what all layers answer is more than a prediction. */
const QUIET_MS = 250;
const ACROSS = 32;

interface FeatureMapsProps {
  target: Target;
  /** null: nothing to look at yet */
  input: readonly number[] | null;
  /** grows with the checkpoints of a job: then it is looked at anew */
  step: number;
}

/** What each layer makes of the drawing, of a model or of a job that still trains. */
export function FeatureMaps({ target, input, step }: FeatureMapsProps) {
  const settled = useSettled(input);
  const answer = useNewest(settled === null ? null : () => predictWith(target, { inputs: [settled], activations: 'all', output: 'labels', topK: 1 }), [settled, step]);
  if (answer.error !== null) return <Note {...noteOf(answer.error)} />;
  if (input === null || answer.value === null) return <p class="quiet">{input === null ? t.draw.layersEmpty : t.common.loading}</p>;
  return (
    <>
      <p class="quiet small">{t.draw.layersHelp}</p>
      <ol class="layer-maps">{(answer.value.activations ?? []).filter(isWorthALook).map((activation) => <li key={activation.layer}><Layer activation={activation} /></li>)}</ol>
    </>
  );
}

/** Dropout does nothing when a network answers, and flatten moves nothing. */
const isWorthALook = ({ type }: Activation): boolean => type !== 'dropout' && type !== 'flatten';

function Layer({ activation: { layer, shape, values: [values] } }: { activation: Activation }) {
  const size = shape.join(' × ');
  const label = t.draw.layerLabel(layer, size);
  const mosaic = useMemo(() => (shape.length === 3 ? mosaicOf(values, shape) : null), [values]);
  const width = Math.min(ACROSS, values.length);
  return (
    <figure>
      <figcaption class="small">{t.draw.layer(layer, size)}</figcaption>
      {mosaic ? <Pixels {...mosaic} label={label} class="pixels maps" />
        : <Pixels values={values} width={width} height={Math.ceil(values.length / width)} range={[Math.min(...values), Math.max(...values)]} label={label} class={values.length <= 16 ? 'pixels units few' : 'pixels units'} />}
    </figure>
  );
}

function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), QUIET_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
