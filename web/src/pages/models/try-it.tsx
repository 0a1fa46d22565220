import { useState } from 'preact/hooks';
import type { ModelVersion, PredictRequest, PredictResponse } from '../../../../src/client/index.ts';
import { Button } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { Field } from '../../components/field.tsx';
import { Note, noteOf, type NoteProps } from '../../components/note.tsx';
import { Pixels } from '../../components/pixels.tsx';
import { Probabilities } from '../../components/probabilities.tsx';
import { client } from '../../service/client.ts';
import { shapeText, share } from '../../format.ts';
import { t } from '../../texts/index.ts';
import { jsonOf } from './json.ts';

export function TryIt({ version: { model, version, inputShape, classes, dataset } }: { version: ModelVersion }) {
  const isImage = inputShape.length > 1;
  const size = inputShape.reduce((product, length) => product * length, 1);
  const [text, setText] = useState(() => (size <= 16 ? JSON.stringify(Array.from({ length: size }, () => 0)) : ''));
  const [label, setLabel] = useState<string | null>(null);
  const [answer, setAnswer] = useState<PredictResponse | null>(null);
  const [note, setNote] = useState<NoteProps | null>(null);
  const [busy, setBusy] = useState(false);

  const ask = async (request: PredictRequest) => {
    setBusy(true);
    setNote(null);
    await client.predict(model, request, version).then(setAnswer, (error: unknown) => setNote(noteOf(error)));
    setBusy(false);
  };
  const submit = (event: Event) => {
    event.preventDefault();
    const input = jsonOf(text);
    if (!Array.isArray(input)) return setNote({ kind: 'error', title: t.models.badInputs });
    void ask({ inputs: [input] });
  };
  const sample = async () => {
    try {
      const { testCount } = await client.datasets.get(dataset!);
      const { data: [found] } = await client.datasets.samples(dataset!, { split: 'test', offset: Math.floor(Math.random() * testCount), limit: 1 });
      setText(JSON.stringify(found.input));
      setLabel(found.label);
      await ask({ inputs: [found.input] });
    } catch (error) {
      setNote(noteOf(error));
    }
  };
  const image = async (file: File | undefined) => {
    if (!file) return;
    setText('');
    setLabel(null);
    await ask({ images: [{ base64: (await dataUrlOf(file)).split(',')[1] }] });
  };
  const given = jsonOf(text);
  return (
    <Card title={t.models.tryIt}>
      <form onSubmit={submit}>
        <Field label={t.models.inputs} help={t.models.inputsHelp(shapeText(inputShape))}>
          {(ids) => (
            <textarea {...ids} rows={3} spellcheck={false} value={text} onInput={({ currentTarget: { value } }) => {
              setText(value);
              setLabel(null);
            }} />
          )}
        </Field>
        <div class="actions">
          <Button kind="primary" type="submit" busy={busy}>{t.models.predict}</Button>
          {dataset !== null && <Button onClick={() => void sample()} disabled={busy}>{t.models.sample}</Button>}
          {isImage && <a href={`/draw?model=${encodeURIComponent(model)}&version=${version}`}>{t.models.draw}</a>}
        </div>
      </form>
      {isImage && <Field label={t.models.image} help={t.models.imageHelp}>{(ids) => <input {...ids} type="file" accept="image/png,image/jpeg" onChange={({ currentTarget: { files } }) => void image(files?.[0])} />}</Field>}
      {note && <Note {...note} />}
      {label !== null && <p class="quiet">{t.models.sampleIs(label)}</p>}
      {isImage && Array.isArray(given) && given.length === size && <Picture values={given as number[]} shape={inputShape} label={t.models.original} />}
      <div aria-live="polite">{answer?.predictions[0] && <p class="verdict">{t.models.answer(answer.predictions[0].label, share(answer.predictions[0].probability))}</p>}</div>
      {answer?.predictions[0]?.probabilities && <Probabilities classes={classes} values={answer.predictions[0].probabilities} />}
      {isImage && answer?.reconstructions && <Picture values={answer.reconstructions[0]} shape={inputShape} label={t.models.reconstruction} />}
    </Card>
  );
}

function Picture({ values, shape: [height, width, channels = 1], label }: { values: readonly number[]; shape: readonly number[]; label: string }) {
  return <figure class="tried"><Pixels values={values} height={height} width={width} channels={channels} label={label} /><figcaption class="quiet small">{label}</figcaption></figure>;
}

function dataUrlOf(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as string);
    reader.onerror = () => reject(reader.error ?? new Error(file.name));
    reader.readAsDataURL(file);
  });
}
