import { useState } from 'preact/hooks';
import type { ApiKey } from '../../../../src/client/index.ts';
import { Button } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { Note, noteOf } from '../../components/note.tsx';
import { client } from '../../service/client.ts';
import { NOTHING, when } from '../../format.ts';
import { t } from '../../texts/index.ts';
import { NewKey } from './new-key.tsx';

export function Keys({ keys, onChange }: { keys: readonly ApiKey[]; onChange(): void }) {
  const [problem, setProblem] = useState<unknown>(null);
  const revoke = ({ id, name }: ApiKey) => {
    if (confirm(t.system.revokeAsk(name))) void client.keys.revoke(id).then(onChange, setProblem);
  };
  return (
    <Card title={t.system.keys} wide>
      {problem !== null && <Note {...noteOf(problem)} />}
      <div class="scroll" tabIndex={0} role="region" aria-label={t.system.keys}>
        <table>
          <thead><tr><th scope="col">{t.system.keyName}</th><th scope="col">{t.system.scopes}</th><th scope="col">{t.system.created}</th><th scope="col">{t.system.used}</th><th scope="col">{t.system.expires}</th><th scope="col"><span class="visually-hidden">{t.system.actions}</span></th></tr></thead>
          <tbody>
            {keys.map((key) => (
              <tr key={key.id} class={stateOf(key) === null ? undefined : 'quiet'}>
                <th scope="row">{key.name}</th>
                <td>{key.scopes.join(', ')}</td>
                <td class="time">{timeOr(key.createdAt, NOTHING)}</td>
                <td class="time">{timeOr(key.lastUsedAt, t.system.never)}</td>
                <td class="time">{stateOf(key) ?? timeOr(key.expiresAt, t.system.never)}</td>
                <td>{stateOf(key) === null && key.id !== 'root' && <Button kind="danger" onClick={() => revoke(key)}>{t.system.revoke}<span class="visually-hidden"> {key.name}</span></Button>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <NewKey onMade={onChange} />
    </Card>
  );
}

const timeOr = (iso: string | null, otherwise: string): string => (iso === null ? otherwise : when(iso));

const stateOf = ({ revokedAt, expiresAt }: ApiKey): string | null =>
  revokedAt !== null ? t.system.revoked : expiresAt !== null && Date.parse(expiresAt) < Date.now() ? t.system.expired : null;
