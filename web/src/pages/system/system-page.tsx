import { useEffect } from 'preact/hooks';
import { Card } from '../../components/card.tsx';
import { LoadError } from '../../components/load-error.tsx';
import { Loading } from '../../components/loading.tsx';
import { Note } from '../../components/note.tsx';
import { Page } from '../../components/page.tsx';
import { isApiError } from '../../../../src/client/index.ts';
import { client } from '../../service/client.ts';
import { useLoaded } from '../../service/use-loaded.ts';
import { t } from '../../texts/index.ts';
import { Audit } from './audit.tsx';
import { Consumers } from './consumers.tsx';
import { Figures } from './figures.tsx';
import { JobStates } from './job-states.tsx';
import { Keys } from './keys.tsx';
import './system.css';

const AGAIN_MS = 3000;

export function SystemPage() {
  const health = useLoaded((signal) => client.health({ signal }), []);
  const consumers = useLoaded((signal) => client.consumers({ signal }), []);
  const figures = useLoaded((signal) => client.prometheus({ signal }), []);
  const keys = useLoaded((signal) => client.keys.list({ signal }), []);
  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === 'visible' && [health, consumers, figures].forEach(({ reload }) => reload()), AGAIN_MS);
    return () => clearInterval(timer);
  }, []);
  const problem = health.error ?? consumers.error ?? figures.error;
  return (
    <Page title={t.system.title}>
      <LoadError error={problem} />
      {health.data && <Health {...health.data} />}
      <div class="grid">
        <div class="stack">
          <Card title={t.system.consumers}>{consumers.data === null ? <Loading /> : <Consumers consumers={consumers.data.data} />}</Card>
          <Card title={t.system.figures} actions={<a href="/metrics">{t.system.all}</a>}>{figures.data === null ? <Loading /> : <Figures text={figures.data} />}</Card>
        </div>
        <Card title={t.system.jobs}>{figures.data === null ? <Loading /> : <JobStates text={figures.data} />}</Card>
        {isApiError(keys.error, 'missing-scope') ? <Card title={t.system.keys}><p class="quiet">{t.system.noAdmin}</p></Card> : (
          <>
            <LoadError error={keys.error} />
            {keys.data && <Keys keys={keys.data.data} onChange={keys.reload} />}
            {keys.data && <Audit />}
          </>
        )}
      </div>
    </Page>
  );
}

function Health({ ready, reasons, warnings }: { ready: boolean; reasons: readonly string[]; warnings: readonly string[] }) {
  return (
    <>
      {ready ? <div class="note good" role="status"><strong>✓ {t.system.ready}</strong></div> : <Note kind="error" title={t.system.unready} text={reasons.join(' ')} hint={t.system.unreadyHelp} />}
      {warnings.length > 0 && <Note kind="warning" title={t.system.warnings} text={warnings.join(' ')} />}
    </>
  );
}
