import { useEffect, useState } from 'preact/hooks';
import type { AuditEntry } from '../../../../src/client/index.ts';
import { Button } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { Loading } from '../../components/loading.tsx';
import { Note, noteOf } from '../../components/note.tsx';
import { client } from '../../service/client.ts';
import { when } from '../../format.ts';
import { t } from '../../texts/index.ts';

const PAGE = 20;

/** Who did what, newest first, a page at a time. */
export function Audit() {
  const [entries, setEntries] = useState<readonly AuditEntry[] | null>(null);
  const [more, setMore] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const load = async () => {
    const last = entries?.at(-1)?.id;
    await client.audit.list({ limit: PAGE, ...(last !== undefined && { after: last }) }).then(({ data, hasMore }) => {
      setEntries((before) => [...(before ?? []), ...data]);
      setMore(hasMore);
    }, setProblem);
  };
  useEffect(() => void load(), []);
  return (
    <Card title={t.system.audit} wide>
      {problem !== null && <Note {...noteOf(problem)} />}
      {entries === null ? problem === null && <Loading /> : entries.length === 0 ? <p class="quiet">{t.system.nothingYet}</p> : (
        <div class="scroll" tabIndex={0} role="region" aria-label={t.system.audit}>
          <table>
            <thead><tr><th scope="col">{t.system.when}</th><th scope="col">{t.system.what}</th><th scope="col">{t.system.to}</th><th scope="col">{t.system.who}</th></tr></thead>
            <tbody>{entries.map(({ id, at, action, target, keyId }) => <tr key={id}><td class="time">{when(at)}</td><td>{action}</td><td class="mono">{target ?? ''}</td><td class="mono">{keyId ?? ''}</td></tr>)}</tbody>
          </table>
        </div>
      )}
      {more && <p><Button onClick={() => void load()}>{t.common.more}</Button></p>}
    </Card>
  );
}
