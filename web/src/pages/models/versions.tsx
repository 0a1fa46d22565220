import type { ModelVersion } from '../../../../src/client/index.ts';
import { number, share, when } from '../../format.ts';
import { t } from '../../texts/index.ts';

export function Versions({ versions, shown }: { versions: readonly ModelVersion[]; shown: number }) {
  return (
    <div class="scroll tall" tabIndex={0} role="region" aria-label={t.models.versions}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t.models.number}</th><th scope="col">{t.models.made}</th><th scope="col">{t.models.data}</th><th scope="col" class="number">{t.models.accuracy}</th>
            <th scope="col" class="number">{t.models.loss}</th><th scope="col" class="number">{t.models.parameters}</th><th scope="col">{t.models.aliases}</th>
          </tr>
        </thead>
        <tbody>
          {versions.map(({ model, version, createdAt, dataset, metrics, parameterCount, aliases }) => (
            <tr key={version} class={version === shown ? 'chosen' : undefined}>
              <th scope="row"><a href={`/models/${encodeURIComponent(model)}?version=${version}`} aria-current={version === shown ? 'true' : undefined} aria-label={t.models.show(version)}>{version}</a></th>
              <td class="time">{when(createdAt)}</td>
              <td>{dataset ?? ''}</td>
              <td class="number">{typeof metrics.testAccuracy === 'number' ? share(metrics.testAccuracy) : ''}</td>
              <td class="number">{typeof metrics.testLoss === 'number' ? number(metrics.testLoss) : ''}</td>
              <td class="number">{parameterCount.toLocaleString(t.language)}</td>
              <td>{aliases.map((alias) => <span key={alias} class="badge">{alias}</span>)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
