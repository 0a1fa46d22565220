import { useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { Field } from '../../components/field.tsx';
import { Note, noteOf, type NoteProps } from '../../components/note.tsx';
import { Page } from '../../components/page.tsx';
import { signIn } from '../../service/session.ts';
import { t } from '../../texts/index.ts';

/** The key is used once, for a session in a cookie that no script can read, and not kept. */
export function SignInPage() {
  const [key, setKey] = useState('');
  const [problem, setProblem] = useState<NoteProps | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    await signIn(key.trim()).catch((error: unknown) => setProblem(noteOf(error)));
    setBusy(false);
  };
  return (
    <Page title={t.signIn.title}>
      <div class="sign-in"><Card>
        <form onSubmit={(event) => void submit(event)}>
          <Field label={t.signIn.key} help={t.signIn.keyHelp}>
            {(id) => <input {...id} type="password" autocomplete="off" required value={key} onInput={(event) => setKey(event.currentTarget.value)} />}
          </Field>
          <Button kind="primary" type="submit" busy={busy}>{t.signIn.submit}</Button>
        </form>
        {problem && <Note {...problem} />}
        <p class="quiet">{t.signIn.link}</p>
      </Card></div>
    </Page>
  );
}
