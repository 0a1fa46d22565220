import { useMemo } from 'preact/hooks';
import type { Job } from '../../../../src/client/index.ts';
import { StatusBadge } from '../../components/status-badge.tsx';
import { t } from '../../texts/index.ts';
import { samplesOf } from './prometheus.ts';

export function JobStates({ text }: { text: string }) {
  const states = useMemo(() => samplesOf(text).filter(({ name }) => name === 'trainyard_jobs_in_state'), [text]);
  const most = Math.max(1, ...states.map(({ value }) => value));
  const queued = states.find(({ labels }) => labels.state === 'queued')?.value ?? 0;
  return (
    <>
      <p>{t.system.waiting(queued)}</p>
      <table class="states">
        <thead class="visually-hidden"><tr><th scope="col">{t.system.state}</th><th scope="col">{t.system.count}</th></tr></thead>
        <tbody>
          {states.map(({ labels: { state }, value }) => (
            <tr key={state}>
              <th scope="row"><StatusBadge status={state as Job['status']} /></th>
              <td class="number"><span class="balance" aria-hidden="true" style={{ width: `${(60 * value) / most}%` }} />{value.toLocaleString(t.language)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
