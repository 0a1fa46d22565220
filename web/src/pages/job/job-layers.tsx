import type { Job, JobSpecInput } from '../../../../src/client/index.ts';
import { LoadError } from '../../components/load-error.tsx';
import { LayersTable } from '../../components/layers-table.tsx';
import { Loading } from '../../components/loading.tsx';
import { client } from '../../service/client.ts';
import { useLoaded } from '../../service/use-loaded.ts';

export function JobLayers({ job }: { job: Job }) {
  const { data, error } = useLoaded(() => client.jobs.plan(job.spec as JobSpecInput), [job.specHash]);
  if (error !== null) return <LoadError error={error} />;
  return data ? <LayersTable plan={data} /> : <Loading />;
}
