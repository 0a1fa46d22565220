import { useEffect } from 'preact/hooks';
import type { Job } from '../../../../src/client/index.ts';
import { toNumber } from '../../format.ts';
import { mayPass } from '../../service/again.ts';
import { client } from '../../service/client.ts';
import type { Series } from '../../service/job-follower.ts';
import { type Loaded, useLoaded } from '../../service/use-loaded.ts';

export interface Compared {
  job: Job;
  series: Series;
}

export interface Comparison {
  compared: readonly Compared[];
  missing: readonly { id: string; reason: string }[];
}

const AGAIN_MS = 2500;
const POINTS = 300;

async function load(id: string): Promise<Compared> {
  const [job, { series }] = await Promise.all([client.jobs.get(id), client.jobs.metrics(id, { maxPoints: POINTS })]);
  return { job, series: Object.fromEntries(Object.entries(series).map(([name, points]) => [name, points.map(({ step, value }) => [step, toNumber(value)] as const)])) };
}

/** Jobs with their histories; asked for again while any of them trains. */
export function useCompared(ids: readonly string[]): Loaded<Comparison> {
  const loaded = useLoaded(async () => {
    const settled = await Promise.allSettled(ids.map(load));
    const away = settled.find((each) => each.status === 'rejected' && mayPass(each.reason));
    if (away?.status === 'rejected') throw away.reason;
    const compared = settled.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
    const missing = settled.flatMap((each, index) => (each.status === 'rejected' ? [{ id: ids[index], reason: (each.reason as Error).message }] : []));
    return { compared, missing };
  }, [ids.join(',')]);
  const { data, reload } = loaded;
  const isLive = data?.compared.some(({ job }) => job.finishedAt === null) ?? false;
  useEffect(() => {
    if (!isLive) return;
    const timer = setTimeout(reload, AGAIN_MS);
    return () => clearTimeout(timer);
  }, [data]);
  return loaded;
}
