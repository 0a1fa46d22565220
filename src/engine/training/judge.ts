/** Which weights were the best, and when to stop waiting for better ones. */
import type { Metrics } from '../types.ts';
import type { TrainingOptions } from './options.ts';

type Mode = 'min' | 'max';

/** What a checkpoint has to remember of the judgements so far. */
export interface Judgement {
  best: { value: number; step: number; metrics: Metrics } | null;
  /** evaluations since the early-stopping metric last improved, and the value it has to beat */
  stopping: { waited: number; best: number | null };
}

const better = (value: number, than: number, mode: Mode): boolean => (mode === 'min' ? value < than : value > than);
const modeOf = (metric: string): Mode => (metric.endsWith('Loss') ? 'min' : 'max');

export class Judge {
  state: Judgement = { best: null, stopping: { waited: 0, best: null } };
  readonly #options: Pick<TrainingOptions, 'keepBest' | 'earlyStopping'>;

  constructor(options: Pick<TrainingOptions, 'keepBest' | 'earlyStopping'>) {
    this.#options = options;
  }

  /** Whether this evaluation is the best so far by the metric of keepBest; remembers it then. */
  improves(metrics: Metrics, step: number): boolean {
    const { keepBest } = this.#options;
    const value = keepBest ? metrics[keepBest.metric] : undefined;
    if (!keepBest || value === undefined) return false;
    const { best } = this.state;
    if (best && !better(value, best.value, keepBest.mode)) return false;
    this.state = { ...this.state, best: { value, step, metrics } };
    return true;
  }

  /** Whether the metric of earlyStopping has not improved for as many evaluations as patience allows. */
  losesPatience(metrics: Metrics): boolean {
    const { earlyStopping } = this.#options;
    const value = earlyStopping ? metrics[earlyStopping.metric] : undefined;
    if (!earlyStopping || value === undefined) return false;
    const { waited, best } = this.state.stopping;
    const improved = best === null || better(value, best, earlyStopping.mode ?? modeOf(earlyStopping.metric));
    this.state = { ...this.state, stopping: improved ? { waited: 0, best: value } : { waited: waited + 1, best } };
    return !improved && waited + 1 >= earlyStopping.patience;
  }
}
