import { useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { LoadError } from '../../components/load-error.tsx';
import { Loading } from '../../components/loading.tsx';
import { Pixels } from '../../components/pixels.tsx';
import type { Dataset, Sample } from '../../../../src/client/index.ts';
import { client } from '../../service/client.ts';
import { useLoaded } from '../../service/use-loaded.ts';
import { number } from '../../format.ts';
import { t } from '../../texts/index.ts';
import { areaOf } from '../playground/grid.ts';
import { Surface } from '../playground/surface.tsx';

const SPLITS = ['train', 'test'] as const;
const VALUES_SHOWN = 8;

/** A page of samples: pictures, points in the plane, or rows of numbers. */
export function Samples({ dataset: { name, inputShape, trainCount, testCount } }: { dataset: Dataset }) {
  const [split, setSplit] = useState<(typeof SPLITS)[number]>('train');
  const [offset, setOffset] = useState(0);
  const isPlane = inputShape.length === 1 && inputShape[0] === 2;
  const isImage = inputShape.length > 1;
  const limit = isPlane ? 100 : isImage ? 50 : 12;
  const count = split === 'train' ? trainCount : testCount;
  const { data, error } = useLoaded((signal) => client.datasets.samples(name, { split, offset, limit }, { signal }), [name, split, offset, limit]);
  const samples = data?.data ?? [];
  return (
    <>
      <div class="actions">
        <fieldset class="split">
          <legend class="visually-hidden">{t.datasets.split}</legend>
          {SPLITS.map((each) => (
            <label key={each}>
              <input type="radio" name="split" checked={split === each} onChange={() => {
                setSplit(each);
                setOffset(0);
              }} /> {t.datasets[each]}
            </label>
          ))}
        </fieldset>
        <Button onClick={() => setOffset(Math.max(0, offset - limit))} disabled={offset === 0}>{t.common.previous}</Button>
        <Button onClick={() => setOffset(offset + limit)} disabled={!data?.hasMore}>{t.common.next}</Button>
        <span class="quiet small number" aria-live="polite">{t.datasets.range(offset + 1, Math.min(count, offset + limit), count)}</span>
      </div>
      <LoadError error={error} />
      {data === null ? error === null && <><Loading /><p class="quiet small">{t.datasets.slow}</p></>
        : isImage ? <Images samples={samples} shape={inputShape} />
          : isPlane && samples.length > 0 ? <div class="plane"><Surface probabilities={null} points={samples} area={areaOf(samples)} label={t.datasets.plot(samples.length)} /></div>
            : <Rows samples={samples} />}
    </>
  );
}

function Images({ samples, shape: [height, width, channels = 1] }: { samples: readonly Sample[]; shape: readonly number[] }) {
  return (
    <ul class="sample-images">
      {samples.map(({ index, label, input }) => (
        <li key={index}>
          <Pixels values={input} height={height} width={width} channels={channels} label={t.datasets.sampleLabel(index, label)} />
          <span class="small" aria-hidden="true">{label}</span>
        </li>
      ))}
    </ul>
  );
}

function Rows({ samples }: { samples: readonly Sample[] }) {
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={t.datasets.samples}>
      <table>
        <thead><tr><th scope="col">{t.datasets.index}</th><th scope="col">{t.datasets.label}</th><th scope="col">{t.datasets.values}</th></tr></thead>
        <tbody>
          {samples.map(({ index, label, input }) => (
            <tr key={index}>
              <td class="number">{index}</td><th scope="row">{label}</th>
              <td class="mono">{input.slice(0, VALUES_SHOWN).map(number).join('  ')}{input.length > VALUES_SHOWN ? ' …' : ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
