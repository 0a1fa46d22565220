/** Looks at a run while it goes on and says what is wrong with it, each thing once. */
import type { Look, Metrics, NetworkPlan } from '../../engine/index.ts';
import type { JobSpec } from '../spec/index.ts';
import type { Warning } from './definition.ts';
import { addLoss, type History, startHistory } from './history.ts';
import { rules } from './rules/index.ts';

export class Doctor {
  readonly #history: History;
  readonly #said: Set<string>;

  /** `said`: codes of what earlier attempts said already */
  constructor({ spec, plan, steps, said }: { spec: JobSpec; plan: NetworkPlan; steps: number; said: readonly string[] }) {
    this.#history = startHistory(spec, plan, steps);
    this.#said = new Set(said);
  }

  hear(step: number, loss: number): void {
    addLoss(this.#history, step, loss);
  }

  see(look: Look): void {
    this.#history.looks.push(look);
  }

  learn(step: number, metrics: Metrics, commonest: History['commonest']): void {
    this.#history.evaluations.push({ step, metrics });
    this.#history.commonest = commonest;
  }

  diverged(step: number): void {
    this.#history.step = step;
    this.#history.diverged = true;
  }

  /** What was not said before. */
  advise(): Warning[] {
    const warnings: Warning[] = [];
    for (const { code, chapter, experiment, after = [], look } of rules) {
      if (this.#said.has(code) || after.some((other) => this.#said.has(other))) continue;
      const finding = look(this.#history);
      if (!finding) continue;
      this.#said.add(code);
      warnings.push({ code, step: this.#history.step, ...finding, chapter, experiment });
    }
    return warnings;
  }
}
