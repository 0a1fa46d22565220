import { useEffect, useState } from 'preact/hooks';
import { isApiError, type Sample } from '../../../../src/client/index.ts';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { client } from '../../service/client.ts';
import type { FollowedJob } from '../../service/use-job.ts';
import { useNewest } from '../../service/use-newest.ts';
import { share } from '../../format.ts';
import { t } from '../../texts/index.ts';
import { type Area, gridOf } from './grid.ts';
import { markReached } from './race.ts';
import { Surface } from './surface.tsx';

interface LaneProps {
  id: string;
  followed: FollowedJob;
  points: readonly Sample[];
  area: Area;
  /** a step to look back at; null: the newest */
  at: number | null;
  color: number;
  first: boolean;
}

interface Frame {
  step: number;
  probabilities: readonly (readonly number[])[];
}

/** One optimizer: its surface, and how far it is. */
export function Lane({ id, followed: { job, checkpointStep, accuracy, error }, points, area, at, color, first }: LaneProps) {
  const [frames, setFrames] = useState<readonly Frame[]>([]);
  const asked = checkpointStep > 0 || job?.result ? async (): Promise<Frame> => {
    const { step = checkpointStep, predictions } = await client.jobs.predict(id, { inputs: gridOf(area), topK: 1 });
    return { step, probabilities: predictions.map(({ probabilities }) => probabilities ?? []) };
  } : null;
  const newest = useNewest(asked, [id, area, checkpointStep, job?.status]);
  useEffect(() => {
    const { value } = newest;
    if (value) setFrames((before) => (before.at(-1)?.step === value.step ? before : [...before, value]));
  }, [newest.value]);
  const frame = at === null ? frames.at(-1) : (frames.findLast(({ step }) => step <= at) ?? frames[0]);
  const name = String(job?.spec.optimizer?.type ?? '…');
  const reached = markReached(accuracy);
  const right = accuracy.findLast(([step]) => at === null || step <= at)?.[1];
  const problem = error ?? (isApiError(newest.error, 'wrong-state') ? null : newest.error);
  return (
    <section class="lane card" aria-label={name}>
      <div class="lane-head">
        <h2><span class={`dot series-${color + 1}`} aria-hidden="true" />{name}</h2>
        <span class="number quiet">{right === undefined ? '' : t.playground.accuracy(share(right))}</span>
      </div>
      <Surface probabilities={frame?.probabilities ?? null} points={points} area={area} label={t.playground.surface(name, frame?.step ?? 0)} />
      {job && <ProgressBar share={(at ?? job.progress.step) / job.progress.steps} label={name} />}
      <p class="small lane-foot">
        {problem !== null ? <span class="bad">{t.playground.gone}</span> : job?.status === 'queued' ? <span class="quiet">{t.playground.waiting}</span> : reached === null
          ? <span class="quiet">{job?.finishedAt ? t.playground.notReached : t.playground.notYet}</span>
          : <span class={first ? 'good' : ''}>{t.playground.reached(reached)}{first && <strong> · {t.playground.first}</strong>}</span>}
        <a href={`/jobs/${id}`}>{t.common.details}<span class="visually-hidden"> {t.playground.openJob(name)}</span></a>
      </p>
    </section>
  );
}
