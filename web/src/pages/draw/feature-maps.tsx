import { useEffect, useState } from 'preact/hooks';
import { Note, noteOf } from '../../components/note.tsx';
import { Pixels } from '../../components/pixels.tsx';
import { client } from '../../service/client.ts';
import { useLoaded } from '../../service/use-loaded.ts';
import { useNewest } from '../../service/use-newest.ts';
import { t } from '../../texts/index.ts';

type Maps = Awaited<ReturnType<typeof client.featureMaps>>;

/** After the last change of the drawing; pictures of all layers are more work than a prediction. */
const QUIET_MS = 250;
const ACROSS = 32;

export function FeatureMaps({ name, version, input }: { name: string; version: number; input: readonly number[] | null }) {
  const model = useLoaded((signal) => client.models.version(name, version, { signal }), [name, version]);
  const settled = useSettled(input);
  const layers = layersOf(model.data?.network);
  const answer = useNewest(settled === null || layers.length === 0 ? null : () => mapsOf({ name, version, input: settled }, layers), [settled, model.data]);
  if (answer.error !== null) return <Note {...noteOf(answer.error)} />;
  if (input === null || answer.value === null) return <p class="quiet">{input === null ? t.draw.layersEmpty : t.common.loading}</p>;
  return (
    <>
      <p class="quiet small">{t.draw.layersHelp}</p>
      <ol class="layer-maps">{answer.value.map((maps) => <li key={maps.layer}><Layer maps={maps} /></li>)}</ol>
    </>
  );
}

function Layer({ maps: { layer, shape, png, values, least, most } }: { maps: Maps }) {
  const size = shape.join(' × ');
  const width = Math.min(ACROSS, values.length);
  return (
    <figure>
      <figcaption class="small">{t.draw.layer(layer, size)}</figcaption>
      {png !== null ? <img src={png} alt={t.draw.layerLabel(layer, size)} />
        : <Pixels values={values} width={width} height={Math.ceil(values.length / width)} range={[least, most]} label={t.draw.layerLabel(layer, size)} class={values.length <= 16 ? 'pixels units few' : 'pixels units'} />}
    </figure>
  );
}

async function mapsOf({ name, version, input }: { name: string; version: number; input: readonly number[] }, layers: readonly string[]): Promise<Maps[]> {
  return Promise.all(layers.map((layer) => client.featureMaps(name, version, { layer, input: [...input] })));
}

/** Dropout does nothing when a network answers. */
const layersOf = (network: Readonly<Record<string, unknown>> | undefined): string[] =>
  Array.isArray(network?.layers) ? (network.layers as { type: string; name: string }[]).filter(({ type }) => type !== 'dropout' && type !== 'flatten').map(({ name }) => name) : [];

function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), QUIET_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
