import { useState } from 'preact/hooks';
import type { ModelImport } from '../../../../src/client/index.ts';
import { Button } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { DropZone } from '../../components/drop-zone.tsx';
import { Field } from '../../components/field.tsx';
import { Note, noteOf, type NoteProps } from '../../components/note.tsx';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { client } from '../../service/client.ts';
import { useLoaded } from '../../service/use-loaded.ts';
import { t } from '../../texts/index.ts';
import { jsonOf } from './json.ts';

type Format = ModelImport['format'];

const FORMATS = Object.keys(t.models.formats) as Format[];

export function ImportForm({ onDone }: { onDone(): void }) {
  const datasets = useLoaded((signal) => client.datasets.list({ signal }), []);
  const [model, setModel] = useState('');
  const [format, setFormat] = useState<Format>('onnx');
  const [network, setNetwork] = useState('{"preset": "simple-convnet"}');
  const [dataset, setDataset] = useState('');
  const [file, setFile] = useState<File | null>(null);
  const [sent, setSent] = useState<number | null>(null);
  const [note, setNote] = useState<NoteProps | null>(null);
  const submit = async (event: Event) => {
    event.preventDefault();
    if (file === null) return setNote({ kind: 'error', title: t.models.needFile });
    const given = jsonOf(network);
    if (format !== 'onnx' && (given === null || typeof given !== 'object')) return setNote({ kind: 'error', title: t.models.badNetwork });
    setNote(null);
    setSent(0);
    const fields = { model: model.trim(), format, file, ...(format !== 'onnx' && { network: given }), ...(dataset !== '' && { dataset }) } as ModelImport;
    await client.models.import(fields, { onProgress: (bytes, total) => setSent(total > 0 ? bytes / total : 1) }).then((made) => {
      setNote({ kind: 'info', title: t.models.imported(made.model, made.version) });
      onDone();
    }, (error: unknown) => setNote(noteOf(error)));
    setSent(null);
  };
  return (
    <Card title={t.models.import}>
      <p class="quiet small">{t.models.importHelp}</p>
      <form onSubmit={(event) => void submit(event)} noValidate>
        <Field label={t.models.name} help={t.datasets.nameHelp}>{(ids) => <input {...ids} type="text" autocomplete="off" value={model} onInput={({ currentTarget: { value } }) => setModel(value)} />}</Field>
        <Field label={t.models.format}>{(ids) => <select {...ids} value={format} onChange={({ currentTarget: { value } }) => setFormat(value as Format)}>{FORMATS.map((each) => <option key={each} value={each}>{t.models.formats[each]}</option>)}</select>}</Field>
        {format !== 'onnx' && <Field label={t.models.network} help={t.models.networkHelp}>{(ids) => <textarea {...ids} rows={3} spellcheck={false} value={network} onInput={({ currentTarget: { value } }) => setNetwork(value)} />}</Field>}
        <Field label={t.models.forDataset} help={t.models.forDatasetHelp}>
          {(ids) => (
            <select {...ids} value={dataset} onChange={({ currentTarget: { value } }) => setDataset(value)}>
              <option value="">{t.models.noDataset}</option>
              {datasets.data?.data.map(({ name }) => <option key={name} value={name}>{name}</option>)}
            </select>
          )}
        </Field>
        <DropZone label={t.models.file} prompt={t.datasets.drop} file={file} onFile={setFile} />
        {sent !== null && <ProgressBar share={sent} label={t.models.doImport} />}
        {note && <Note {...note} />}
        <Button type="submit" busy={sent !== null}>{t.models.doImport}</Button>
      </form>
    </Card>
  );
}
