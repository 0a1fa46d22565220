import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Sample } from '../../../../src/client/index.ts';
import { Card } from '../../components/card.tsx';
import { Chart } from '../../components/chart.tsx';
import { LoadError } from '../../components/load-error.tsx';
import { Loading } from '../../components/loading.tsx';
import { client } from '../../service/client.ts';
import { type FollowedJob, useJobs } from '../../service/use-job.ts';
import { useLoaded } from '../../service/use-loaded.ts';
import { t } from '../../texts/index.ts';
import { areaOf } from './grid.ts';
import { Lane } from './lane.tsx';
import { markReached, POINTS } from './race.ts';

interface RaceViewProps {
  ids: readonly string[];
  onRunning(running: boolean): void;
}

/** The lanes side by side, their losses in one chart, and who was first. */
export function RaceView({ ids, onRunning }: RaceViewProps) {
  const lanes = useJobs(ids);
  const [at, setAt] = useState<number | null>(null);
  const dataset = lanes.find(({ job }) => job !== null)?.job?.spec.dataset;
  const seed = (dataset as { seed?: number } | undefined)?.seed;
  const points = useLoaded(async (signal) => (dataset ? pointsOf(dataset.name, signal) : []), [dataset?.name, seed]);
  const area = useMemo(() => (points.data && points.data.length > 0 ? areaOf(points.data) : null), [points.data]);
  const failed = lanes.find(({ job, error }) => job === null && error !== null);
  const running = lanes.some(({ job }) => job !== null && job.finishedAt === null);
  useEffect(() => onRunning(running), [running]);
  const series = useMemo(() => lanes.map((lane, index) => ({ label: nameOf(lane), points: lane.loss, color: index })), lanes.map(({ loss }) => loss));
  const winner = first(lanes);
  const steps = Math.max(...lanes.map(({ job }) => job?.progress.steps ?? 0));
  if (failed) return <LoadError error={failed.error} />;
  if (points.error !== null) return <LoadError error={points.error} />;
  if (area === null) return <Loading />;
  return (
    <>
      <div class="lanes">
        {ids.map((id, index) => <Lane key={id} id={id} followed={lanes[index]} points={points.data!} area={area} at={at} color={index} first={winner?.index === index} />)}
      </div>
      <Card title={t.playground.replay} actions={<span class="quiet number" aria-live="off">{at === null ? t.playground.live : t.playground.replayAt(at)}</span>}>
        <input
          class="replay" type="range" min={0} max={1000} value={at === null ? 1000 : Math.round(1000 * Math.sqrt(at / steps))} aria-label={t.playground.replay} aria-valuetext={at === null ? t.playground.live : t.playground.replayAt(at)}
          onInput={({ currentTarget: { value } }) => setAt(value === '1000' ? null : Math.round(steps * (Number(value) / 1000) ** 2))}
        />
        <p class="quiet small">{t.playground.replayHelp}</p>
      </Card>
      <Card title={t.playground.loss}>
        <p aria-live="polite">{winner ? t.playground.winner(winner.name, winner.step) : running ? '' : t.playground.nobody}</p>
        <Chart series={series} xLabel={t.playground.step} label={t.playground.lossLabel(series.map(({ label }) => label).join(', '))} height={260} logarithmic />
      </Card>
    </>
  );
}

const nameOf = ({ job }: FollowedJob): string => String(job?.spec.optimizer?.type ?? '…');

/** Only once nobody can be earlier any more: those that have not got there have done more steps. */
function first(lanes: readonly FollowedJob[]): { index: number; name: string; step: number } | null {
  const marks = lanes.map((lane, index) => ({ index, name: nameOf(lane), step: markReached(lane.accuracy) }));
  const [best] = marks.filter((mark): mark is { index: number; name: string; step: number } => mark.step !== null).sort((a, b) => a.step - b.step);
  if (!best) return null;
  const open = lanes.some(({ job, accuracy }) => job?.finishedAt === null && markReached(accuracy) === null && (accuracy.at(-1)?.[0] ?? 0) < best.step);
  return open ? null : best;
}

async function pointsOf(dataset: string, signal: AbortSignal): Promise<Sample[]> {
  const points: Sample[] = [];
  for await (const sample of client.datasets.allSamples(dataset, { split: 'train' }, { signal })) if (points.push(sample) >= POINTS) break;
  return points;
}
