import { useMemo } from 'preact/hooks';
import { bytes, number } from '../../format.ts';
import { t } from '../../texts/index.ts';
import { samplesOf, sumOf } from './prometheus.ts';

/** What most people want to know of the metrics. */
export function Figures({ text }: { text: string }) {
  const samples = useMemo(() => samplesOf(text), [text]);
  const build = samples.find(({ name }) => name === 'trainyard_build_info')?.labels;
  const shown = (name: string, write: (value: number) => string = number): string => {
    return write(sumOf(samples, name));
  };
  return (
    <dl class="fact-list">
      <dt>{t.system.version}</dt><dd>{build ? `Trainyard ${build.version}, Node ${build.node}, ${build.kernels}` : t.common.none}</dd>
      <dt>{t.system.predictions}</dt><dd class="number">{shown('trainyard_predict_requests_total')}</dd>
      <dt>{t.system.streams}</dt><dd class="number">{shown('trainyard_sse_clients')}</dd>
      <dt>{t.system.memory}</dt><dd class="number">{shown('process_resident_memory_bytes', bytes)}</dd>
      <dt>{t.system.cpu}</dt><dd class="number">{shown('process_cpu_seconds_total', (seconds) => `${number(seconds)} s`)}</dd>
      <dt>{t.system.loop}</dt><dd class="number">{shown('nodejs_eventloop_lag_mean_seconds', (seconds) => `${number(1000 * seconds)} ms`)}</dd>
    </dl>
  );
}
