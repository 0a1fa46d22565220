import type { ComponentChildren } from 'preact';
import { type StateUpdater, useEffect, useMemo } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { LoadError } from '../../components/load-error.tsx';
import { Note } from '../../components/note.tsx';
import { Pixels } from '../../components/pixels.tsx';
import { Probabilities } from '../../components/probabilities.tsx';
import { isApiError } from '../../../../src/client/index.ts';
import { client } from '../../service/client.ts';
import { useNewest } from '../../service/use-newest.ts';
import { share } from '../../format.ts';
import { t } from '../../texts/index.ts';
import { DrawingCanvas } from './canvas.tsx';
import { FeatureMaps } from './feature-maps.tsx';
import { imageOf, withChannels } from './preprocess.ts';
import { Learning } from './learning.tsx';
import { type Drawing, EMPTY, isEmpty, withoutLast } from './strokes.ts';
import { keyOf, predictWith, type Target } from './target.ts';
import { useAnswerer } from './use-answerer.ts';

const FIRST_SIDE = 28;

interface BoardProps {
  target: Target;
  choices: ComponentChildren;
  /** stays when another is asked */
  drawing: Drawing;
  onDrawing(change: StateUpdater<Drawing>): void;
}

/** The canvas, and beside it what the network makes of the drawing. */
export function Board({ target, choices, drawing, onDrawing: setDrawing }: BoardProps) {
  const { followed, dataset, classes, square, isBlind, isReady, error } = useAnswerer(target);
  const { job, checkpointStep } = followed;
  const key = keyOf(target);
  const { side, channels } = square ?? { side: FIRST_SIDE, channels: 1 };

  const image = useMemo(() => (isEmpty(drawing) || drawing.sample ? null : imageOf(drawing.strokes, side)), [drawing, side]);
  const input = useMemo(() => drawing.sample?.input ?? (image && withChannels(image, channels)), [drawing.sample, image, channels]);
  const isForeign = square !== null && drawing.sample !== null && drawing.sample.input.length !== side * side * channels;
  useEffect(() => {
    if (isForeign) setDrawing(EMPTY); // a sample of other data is no input of this network; strokes fit any
  }, [isForeign]);
  const isAnswerable = input !== null && isReady && !isForeign;
  const result = job?.result ?? null;
  const newest = useNewest(isAnswerable ? async () => ({ key, answer: await predictWith(target, { inputs: [input], topK: 3 }) }) : null, [key, input, isAnswerable, checkpointStep, result === null]);
  const answer = newest.value?.key === key ? newest.value.answer : null;
  const prediction = answer?.predictions[0];

  const showSample = async () => {
    if (dataset === null) return;
    const offset = Math.floor(Math.random() * dataset.testCount);
    const { data: [sample] } = await client.datasets.samples(dataset.name, { split: 'test', offset, limit: 1 });
    if (sample) setDrawing({ strokes: [], sample });
  };
  const undo = () => setDrawing(withoutLast);
  const clear = () => setDrawing(EMPTY);
  const problem = error ?? newest.error;
  return (
    <>
      {!isApiError(problem, 'wrong-state') && <LoadError error={problem} />}
      {isBlind && <Note kind="warning" title={t.draw.notImage} />}
      <div class="draw-grid">
        <Card>
          <DrawingCanvas drawing={drawing} side={side} onChange={setDrawing} onUndo={undo} onClear={clear} />
          <div class="actions">
            <Button onClick={undo} disabled={isEmpty(drawing)}>{t.draw.undo}</Button>
            <Button onClick={clear} disabled={isEmpty(drawing)}>{t.draw.clear}</Button>
            <Button onClick={() => void showSample()} disabled={!dataset}>{t.draw.sample}</Button>
          </div>
          {drawing.sample && <p class="quiet">{t.draw.sampleIs(drawing.sample.label)}</p>}
        </Card>
        <Card>
          {choices}
          <p class="verdict" aria-live="polite">{verdictOf({ drawn: !isEmpty(drawing), waiting: target.kind === 'job' && !isAnswerable && !job?.finishedAt, prediction })}</p>
          <Probabilities classes={classes} values={isEmpty(drawing) ? null : (prediction?.probabilities ?? null)} />
          {prediction && <p class="quiet small">{t.draw.took(Math.round(newest.milliseconds))}{answer?.step !== undefined && `, ${t.draw.atStep(answer.step)}`}</p>}
        </Card>
        <div class="stack">
          <Card title={t.draw.sees}>
            <div class="sees">
              <Pixels values={input ?? new Float32Array(side * side * channels)} height={side} width={side} channels={channels} label={input ? t.draw.seesHelp(side) : t.draw.seesNothing} class="pixels seen" />
              <p class="quiet small">{t.draw.seesHelp(side)}</p>
            </div>
          </Card>
          {target.kind === 'job' && <Learning key={key} {...followed} />}
        </div>
      </div>
      <Card title={t.draw.layers}>
        <FeatureMaps key={key} target={target} input={isAnswerable ? input : null} step={checkpointStep + (result === null ? 0 : 1)} />
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
