import type { ComponentChildren } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { LoadError } from '../../components/load-error.tsx';
import { Note } from '../../components/note.tsx';
import { Pixels } from '../../components/pixels.tsx';
import { Probabilities } from '../../components/probabilities.tsx';
import { isApiError } from '../../../../src/client/index.ts';
import { client } from '../../service/client.ts';
import { useJob } from '../../service/use-job.ts';
import { useLoaded } from '../../service/use-loaded.ts';
import { useNewest } from '../../service/use-newest.ts';
import { share } from '../../format.ts';
import { t } from '../../texts/index.ts';
import { DrawingCanvas } from './canvas.tsx';
import { FeatureMaps } from './feature-maps.tsx';
import { imageOf, sideOf, withChannels } from './preprocess.ts';
import { Learning } from './learning.tsx';
import { type Drawing, EMPTY, isEmpty, withoutLast } from './strokes.ts';
import { predictWith, type Target } from './target.ts';

const FIRST_SIDE = 28;

/** The canvas, and beside it what the network makes of the drawing. */
export function Board({ target, choices }: { target: Target; choices: ComponentChildren }) {
  const [drawing, setDrawing] = useState<Drawing>(EMPTY);
  const followed = useJob(target.kind === 'job' ? target.id : null);
  const { job } = followed;
  const model = useLoaded(async (signal) => (target.kind === 'job' ? null : target.version === null ? (await client.models.get(target.name, { signal })).latest : client.models.version(target.name, target.version, { signal })), [target.kind === 'job' ? null : target.name, target.kind === 'job' ? null : target.version]);
  const datasetName = job?.spec.dataset.name ?? model.data?.dataset ?? null;
  const dataset = useLoaded(async (signal) => (datasetName === null ? null : client.datasets.get(datasetName, { signal })), [datasetName]);
  const inputShape = model.data?.inputShape ?? dataset.data?.inputShape ?? null;
  const square = inputShape && sideOf(inputShape);
  const { side, channels } = square ?? { side: FIRST_SIDE, channels: 1 };
  const classes = model.data?.classes ?? dataset.data?.classes ?? [];

  const image = useMemo(() => (isEmpty(drawing) || drawing.sample ? null : imageOf(drawing.strokes, side)), [drawing, side]);
  const input = useMemo(() => drawing.sample?.input ?? (image && withChannels(image, channels)), [drawing.sample, image, channels]);
  const answerable = input !== null && square !== null && (target.kind === 'model' || followed.checkpointStep > 0 || Boolean(job?.result));
  const result = job?.result ?? null;
  const answer = useNewest(answerable ? () => predictWith(target, { inputs: [input], topK: 3 }) : null, [input, answerable, followed.checkpointStep, result === null]);
  const [prediction] = answer.value?.predictions ?? [];

  const showSample = async () => {
    if (dataset.data === null) return;
    const offset = Math.floor(Math.random() * dataset.data.testCount);
    const { data: [sample] } = await client.datasets.samples(dataset.data.name, { split: 'test', offset, limit: 1 });
    if (sample) setDrawing({ strokes: [], sample });
  };
  const undo = () => setDrawing(withoutLast);
  const clear = () => setDrawing(EMPTY);
  const problem = followed.error ?? model.error ?? dataset.error ?? answer.error;
  return (
    <>
      {!isApiError(problem, 'wrong-state') && <LoadError error={problem} />}
      {inputShape && !square && <Note kind="warning" title={t.draw.notImage} />}
      <div class="draw-grid">
        <Card>
          <DrawingCanvas drawing={drawing} side={side} onChange={setDrawing} onUndo={undo} onClear={clear} />
          <div class="actions">
            <Button onClick={undo} disabled={isEmpty(drawing)}>{t.draw.undo}</Button>
            <Button onClick={clear} disabled={isEmpty(drawing)}>{t.draw.clear}</Button>
            <Button onClick={() => void showSample()} disabled={!dataset.data}>{t.draw.sample}</Button>
          </div>
          {drawing.sample && <p class="quiet">{t.draw.sampleIs(drawing.sample.label)}</p>}
        </Card>
        <Card>
          {choices}
          <p class="verdict" aria-live="polite">{verdictOf({ drawn: !isEmpty(drawing), waiting: target.kind === 'job' && !answerable && !job?.finishedAt, prediction })}</p>
          <Probabilities classes={classes} values={isEmpty(drawing) ? null : (prediction?.probabilities ?? null)} />
          {prediction && <p class="quiet small">{t.draw.took(Math.round(answer.milliseconds))}{answer.value?.step !== undefined && `, ${t.draw.atStep(answer.value.step)}`}</p>}
        </Card>
        <div class="stack">
          <Card title={t.draw.sees}>
            <div class="sees">
              <Pixels values={input ?? new Float32Array(side * side * channels)} height={side} width={side} channels={channels} label={input ? t.draw.seesHelp(side) : t.draw.seesNothing} class="pixels seen" />
              <p class="quiet small">{t.draw.seesHelp(side)}</p>
            </div>
          </Card>
          {target.kind === 'job' && <Learning {...followed} />}
        </div>
      </div>
      <Card title={t.draw.layers}>
        <FeatureMaps target={target} input={answerable ? input : null} step={followed.checkpointStep + (result === null ? 0 : 1)} />
        {target.kind === 'model' && <p class="small"><a href={`/models/${target.name}`}>{t.draw.openModel}</a></p>}
      </Card>
    </>
  );
}

function verdictOf({ drawn, waiting, prediction }: { drawn: boolean; waiting: boolean; prediction: { label: string; probability: number } | undefined }): string {
  if (!drawn) return t.draw.empty;
  if (prediction) return t.draw.says(prediction.label, share(prediction.probability));
  return waiting ? t.draw.thinking : t.common.loading;
}
