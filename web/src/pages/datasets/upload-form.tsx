import { useState } from 'preact/hooks';
import type { DatasetUpload } from '../../../../src/client/index.ts';
import { Button } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { DropZone } from '../../components/drop-zone.tsx';
import { Field } from '../../components/field.tsx';
import { Note, noteOf, type NoteProps } from '../../components/note.tsx';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { client } from '../../service/client.ts';
import { sessionEndedBy } from '../../service/session.ts';
import { t } from '../../texts/index.ts';

type Format = keyof typeof t.datasets.formats;
type Part = keyof typeof t.datasets.files;

const PARTS: Readonly<Record<Format, { required: readonly Part[]; optional: readonly Part[] }>> = {
  csv: { required: ['file'], optional: ['test'] },
  images: { required: ['file'], optional: [] },
  npz: { required: ['file'], optional: [] },
  idx: { required: ['trainImages', 'trainLabels', 'testImages', 'testLabels'], optional: [] },
};
const FORMATS = Object.keys(PARTS) as Format[];
const BY_ENDING: Readonly<Record<string, Format>> = { csv: 'csv', zip: 'images', npz: 'npz', gz: 'idx' };

export function UploadForm({ onDone }: { onDone(): void }) {
  const [name, setName] = useState('');
  const [format, setFormat] = useState<Format>('csv');
  const [options, setOptions] = useState('');
  const [files, setFiles] = useState<Partial<Record<Part, File>>>({});
  const [sent, setSent] = useState<number | null>(null);
  const [note, setNote] = useState<NoteProps | null>(null);
  const [round, setRound] = useState(0);
  const [made, setMade] = useState<string | null>(null);
  const { required, optional } = PARTS[format];

  const take = (part: Part, file: File) => {
    const guessed = BY_ENDING[file.name.split('.').at(-1)?.toLowerCase() ?? ''];
    if (part === 'file' && guessed && guessed !== 'idx') setFormat(guessed);
    setName((before) => before || nameFrom(file.name));
    setFiles((before) => ({ ...before, [part]: file }));
  };
  const submit = async (event: Event) => {
    event.preventDefault();
    setMade(null);
    const parts = [...required, ...optional].flatMap((part) => (files[part] ? [[part, files[part]] as const] : []));
    if (required.some((part) => !files[part])) return setNote({ kind: 'error', title: t.datasets.needFiles });
    const given = objectOf(options);
    if (given === null) return setNote({ kind: 'error', title: t.datasets.notJson });
    setNote(null);
    setSent(0);
    const upload = { name: name.trim(), format, files: Object.fromEntries(parts), ...(options.trim() !== '' && { options: given as NonNullable<DatasetUpload['options']> }) };
    try {
      const dataset = await client.datasets.create(upload, { onProgress: (bytes, total) => setSent(total > 0 ? bytes / total : 1) });
      setMade(dataset.name);
      setFiles({});
      setRound((before) => before + 1);
      setName('');
      onDone();
    } catch (error) {
      sessionEndedBy(error);
      setNote(noteOf(error));
    }
    setSent(null);
  };
  return (
    <Card title={t.datasets.upload}>
      <form onSubmit={(event) => void submit(event)} noValidate>
        <Field label={t.datasets.format} help={t.datasets.formats[format].help}>
          {(ids) => <select {...ids} value={format} onChange={({ currentTarget: { value } }) => setFormat(value as Format)}>{FORMATS.map((each) => <option key={each} value={each}>{t.datasets.formats[each].name}</option>)}</select>}
        </Field>
        {[...required, ...optional].map((part) => <DropZone key={`${format}-${part}-${round}`} label={t.datasets.files[part]} prompt={t.datasets.drop} file={files[part] ?? null} onFile={(file) => take(part, file)} />)}
        <Field label={t.datasets.name} help={t.datasets.nameHelp}>{(ids) => <input {...ids} type="text" autocomplete="off" value={name} onInput={({ currentTarget: { value } }) => setName(value)} />}</Field>
        <Field label={t.datasets.options} help={`${t.datasets.optionsHelp} ${t.datasets.formats[format].options}`}>{(ids) => <textarea {...ids} rows={2} spellcheck={false} value={options} onInput={({ currentTarget: { value } }) => setOptions(value)} />}</Field>
        {sent !== null && (
          <div aria-live="polite">
            <ProgressBar share={sent} label={t.datasets.send} />
            <p class="quiet small">{sent < 1 ? t.datasets.sending(Math.floor(100 * sent)) : t.datasets.checking}</p>
          </div>
        )}
        {note && <Note {...note} />}
        {made && <div class="note info" role="status"><strong>{t.datasets.done(made)}</strong> <a href={`/datasets/${made}`}>{t.datasets.look}</a></div>}
        <Button kind="primary" type="submit" busy={sent !== null}>{t.datasets.send}</Button>
      </form>
    </Card>
  );
}

const nameFrom = (file: string): string => file.toLowerCase().replace(/\.[^.]*$/, '').replace(/[^a-z0-9._-]+/g, '-').slice(0, 64);

function objectOf(text: string): Record<string, unknown> | null {
  if (text.trim() === '') return {};
  try {
    const value = JSON.parse(text) as unknown;
    return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
