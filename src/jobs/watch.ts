/** Looks into a run at chosen steps, for insights where the spec asks for them and for the doctor always, and posts what is seen. */
import type { Dataset } from '../datasets/index.ts';
import { Collector, nameOf, type StepReport, type TrainingRun } from '../engine/index.ts';
import type { KernelsProvider } from '../kernels/kernels.ts';
import { Doctor } from './doctor/index.ts';
import { insightOf, outcomeOf } from './insights/index.ts';
import type { TrainMessage, TrainTask } from './messages.ts';

export interface WatchArguments {
  task: TrainTask;
  run: TrainingRun;
  dataset: Dataset;
  kernels: KernelsProvider;
  post: (message: TrainMessage) => void;
}

/** Steps at which the doctor looks beside those of the insights: early ones, where most goes wrong, and each tenth of the run. */
const EARLY = [1, 10, 30, 100, 300, 1000, 3000];
const PARTS = 10;

export class Watch {
  readonly #given: WatchArguments;
  readonly #collector: Collector;
  readonly #doctor: Doctor;
  readonly #every: number | null;
  #lastLook = -1;

  constructor(given: WatchArguments) {
    const { task, run, dataset, kernels } = given;
    this.#given = given;
    this.#collector = new Collector(run, { kernels, split: dataset.test });
    this.#doctor = new Doctor({ spec: task.spec, plan: run.plan, steps: run.totalSteps, said: task.warned });
    this.#every = task.spec.insights?.everySteps ?? null;
    if (run.step > 0) return;
    this.#look(this.#every !== null);
  }

  /** One step, looked at where it is due. */
  advance(): StepReport {
    const { run } = this.#given;
    const next = run.step + 1;
    const [forUser, forDoctor] = [this.#every !== null && (next % this.#every === 0 || next === run.totalSteps), this.#isDue(next)];
    if (forUser || forDoctor) this.#collector.remember();
    const report = this.#stepOrSayWhy();
    // an evaluation that was interrupted is gone on with: the step was looked at already
    if ((forUser || forDoctor) && run.step === next) this.#look(forUser);
    this.#doctor.hear(report.step, report.loss);
    if (report.evaluation) this.#doctor.learn(report.step, run.metrics(), this.#commonest());
    this.#advise();
    return report;
  }

  /** When training is done: what the model reads in the test set. */
  finish(): void {
    const { task, run, dataset, kernels, post } = this.#given;
    if (this.#every === null || !run.done || task.spec.target === 'input') return;
    post({ type: 'outcome-insight', step: run.step, epoch: run.epoch, outcome: outcomeOf(run, { dataset, kernels, loss: nameOf(task.spec.loss) }) });
  }

  #stepOrSayWhy(): StepReport {
    const { run } = this.#given;
    try {
      return run.advance();
    } catch (error) {
      this.#doctor.diverged(run.step);
      this.#advise();
      throw error;
    }
  }

  #isDue(step: number): boolean {
    const { totalSteps } = this.#given.run;
    return EARLY.includes(step) || step === totalSteps || step % Math.max(1, Math.ceil(totalSteps / PARTS)) === 0;
  }

  #look(forUser: boolean): void {
    const { run, post } = this.#given;
    if (run.step === this.#lastLook) return;
    this.#lastLook = run.step;
    const look = this.#collector.look();
    this.#doctor.see(look);
    if (forUser) post({ type: 'insight', step: run.step, epoch: run.epoch, insight: insightOf(look, run) });
  }

  #advise(): void {
    const { run, post } = this.#given;
    for (const warning of this.#doctor.advise()) post({ type: 'warning', step: run.step, epoch: run.epoch, warning });
  }

  /** Shares of the class that is read most often, and of the label that is most frequent, in what was evaluated of the test set. */
  #commonest(): { read: number; label: number } | null {
    const { run: { testPredictions }, dataset: { classes, test } } = this.#given;
    const [read, labels] = [new Int32Array(classes.length), new Int32Array(classes.length)];
    let count = 0;
    testPredictions.forEach((predicted, i) => {
      if (predicted < 0) return;
      count += 1;
      read[predicted] += 1;
      labels[test.labels[i]] += 1;
    });
    return count === 0 ? null : { read: Math.max(...read) / count, label: Math.max(...labels) / count };
  }
}
