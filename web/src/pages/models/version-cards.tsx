import { Fragment } from 'preact';
import type { ModelCard, ModelVersion } from '../../../../src/client/index.ts';
import { Button } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { Chart } from '../../components/chart.tsx';
import { CodeBlock } from '../../components/code-block.tsx';
import { LoadError } from '../../components/load-error.tsx';
import { Loading } from '../../components/loading.tsx';
import { client } from '../../service/client.ts';
import { useLoaded } from '../../service/use-loaded.ts';
import { metric, shapeText } from '../../format.ts';
import { t } from '../../texts/index.ts';
import { Lineage } from './lineage.tsx';
import { TryIt } from './try-it.tsx';

const EXPORTS = Object.entries(t.models.formatsOut);

/** All about one version: its card, trying it, taking it away. */
export function VersionCards({ version, onDelete }: { version: ModelVersion; onDelete(): void }) {
  const { model, version: shown } = version;
  const card = useLoaded((signal) => client.models.card(model, shown, { signal }), [model, shown]);
  const address = `/api/v1/models/${encodeURIComponent(model)}/versions/${shown}`;
  return (
    <div class="grid">
      <Card title={t.models.about(shown)} actions={<Button kind="danger" onClick={onDelete}>{t.models.removeVersion}</Button>}>
        <Facts version={version} training={card.data?.training ?? null} />
        <h3>{t.models.lineage}</h3>
        <Lineage version={version} />
        <h3>{t.models.exports}</h3>
        <p class="exports">{EXPORTS.map(([format, name]) => <a key={format} class="button" href={`${address}/export?format=${format}`} download>{name}</a>)}</p>
        <p class="quiet small">{t.models.exportsHelp} <a href={`${address}/card?format=markdown`} target="_blank">{t.models.card}</a></p>
      </Card>
      <TryIt version={version} />
      <LoadError error={card.error} />
      {card.data === null ? card.error === null && <Loading /> : (
        <>
          {card.data.curve && <Curve curve={card.data.curve} />}
          <Layers layers={card.data.layers} />
          <Card title={t.models.calls} wide>{card.data.calls.map(({ title, curl }) => <CodeBlock key={title} label={title} code={curl} />)}</Card>
        </>
      )}
    </div>
  );
}

function Facts({ version: { inputShape, classes, dataset, semantics, loss, build, weightsSha256, parameterCount, metrics }, training }: { version: ModelVersion; training: ModelCard['training'] }) {
  return (
    <dl class="fact-list">
      {Object.entries(metrics).map(([name, value]) => <Fragment key={name}><dt>{t.metrics[name] ?? name}</dt><dd class="number">{metric(name, value)}</dd></Fragment>)}
      <dt>{t.models.data}</dt><dd>{dataset === null ? t.models.unknown : <a href={`/datasets/${encodeURIComponent(dataset)}`}>{dataset}</a>}</dd>
      <dt>{t.models.input}</dt><dd>{shapeText(inputShape)}</dd>
      <dt>{t.models.classes}</dt><dd>{classes.slice(0, 20).join(', ')}{classes.length > 20 && ' …'}</dd>
      <dt>{t.models.parameters}</dt><dd class="number">{parameterCount.toLocaleString(t.language)}</dd>
      {training && <><dt>{t.models.trainedWith}</dt><dd>{String(training.optimizer.type)}, {training.steps.toLocaleString(t.language)} × {training.batchSize}, seed {training.seed}</dd></>}
      <dt>{t.models.kind}</dt><dd>{semantics}, {loss}</dd>
      <dt>{t.models.build}</dt><dd>{build}</dd>
      <dt>{t.models.weights}</dt><dd class="mono wrap">{weightsSha256}</dd>
    </dl>
  );
}

function Curve({ curve }: { curve: NonNullable<ModelCard['curve']> }) {
  const series = Object.entries(curve).map(([name, points]) => ({ label: t.metrics[name] ?? name, points: points.map(({ step, value }) => [step, Number(value)] as const) }));
  return <Card title={t.models.curve}><Chart series={series} xLabel={t.draw.step} label={t.models.curveLabel} height={240} /></Card>;
}

function Layers({ layers }: { layers: ModelCard['layers'] }) {
  return (
    <Card title={t.models.layers}>
      <div class="scroll tall" tabIndex={0} role="region" aria-label={t.models.layers}>
        <table>
          <thead><tr><th scope="col">{t.models.layer}</th><th scope="col">{t.models.type}</th><th scope="col">{t.models.output}</th><th scope="col" class="number">{t.models.parameters}</th></tr></thead>
          <tbody>{layers.map(({ name, type, outputShape, parameters }) => <tr key={name}><th scope="row">{name}</th><td>{type}</td><td>{shapeText(outputShape)}</td><td class="number">{parameters.toLocaleString(t.language)}</td></tr>)}</tbody>
        </table>
      </div>
    </Card>
  );
}
