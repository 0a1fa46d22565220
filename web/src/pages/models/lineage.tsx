import type { ModelVersion } from '../../../../src/client/index.ts';
import { client } from '../../service/client.ts';
import { useLoaded } from '../../service/use-loaded.ts';
import { t } from '../../texts/index.ts';

/** Where a version came from, and who made it again. */
export function Lineage({ version: { jobId, imported, reproduces, reproductions } }: { version: ModelVersion }) {
  const job = useLoaded(async (signal) => (jobId === null ? null : client.jobs.get(jobId, { signal })), [jobId]);
  const link = (id: string) => <a href={`/jobs/${id}`} class="mono">{id}</a>;
  return (
    <ul class="lineage">
      {jobId !== null && <li>{t.models.fromJob} {link(jobId)}{job.data?.parent && <>, {t.models.parentJob} {link(job.data.parent)}</>}{job.error !== null && <span class="quiet"> {t.models.jobGone}</span>}</li>}
      {imported && <li>{t.models.importedFrom(imported.format)}, {t.models.fileSha} <span class="mono wrap">{imported.fileSha256}</span></li>}
      {reproduces && <li>{t.models.reproduces(reproduces.jobId, reproduces.identical)}</li>}
      {reproductions.map((each) => <li key={each.jobId}>{t.models.reproducedBy(each.jobId, each.identical)}</li>)}
    </ul>
  );
}
