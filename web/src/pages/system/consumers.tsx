import type { Consumer } from '../../../../src/client/index.ts';
import { Note } from '../../components/note.tsx';
import { t } from '../../texts/index.ts';

export function Consumers({ consumers }: { consumers: readonly Consumer[] }) {
  if (consumers.length === 0) return <Note kind="warning" title={t.system.noConsumer} />;
  return (
    <ul class="consumers">
      {consumers.map(({ id, host, build, threads, busy, alive, lastSeenAt }) => (
        <li key={id}>
          <p><strong>{host}</strong> <span class={alive ? 'badge succeeded' : 'badge failed'}>{alive ? t.system.alive : t.system.silent}</span></p>
          <div class="threads" role="img" aria-label={t.system.busyOf(busy, threads)}>
            {Array.from({ length: threads }, (_, index) => <span key={index} class={index < busy ? 'busy' : ''} />)}
            <span class="small number">{t.system.busyOf(busy, threads)}</span>
          </div>
          <p class="quiet small wrap">{t.system.build} {build} · {id} · {t.system.seen} {t.system.ago(Math.max(0, Math.round((Date.now() - Date.parse(lastSeenAt)) / 1000)))}</p>
        </li>
      ))}
    </ul>
  );
}
