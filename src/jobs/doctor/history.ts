/** What the doctor knows of a run. It follows from the training alone, never from time: the same job gets the same advice. */
import type { Look, Metrics, NetworkPlan, ParameterLook } from '../../engine/index.ts';
import type { JobSpec } from '../spec/index.ts';

export interface History {
  spec: JobSpec;
  plan: NetworkPlan;
  steps: number;
  step: number;
  /** of the first step */
  firstLoss: number;
  /** over about the last twenty steps, and the lowest that it was */
  averageLoss: number;
  lowestLoss: number;
  /** the loss is no number any more */
  diverged: boolean;
  evaluations: { step: number; metrics: Metrics }[];
  looks: Look[];
  /** share of the class that is read most often in the test samples, and of the most frequent label; null before the first evaluation */
  commonest: { read: number; label: number } | null;
}

/** How much a new loss counts in the average. */
const NEW = 0.05;

export function startHistory(spec: JobSpec, plan: NetworkPlan, steps: number): History {
  return { spec, plan, steps, step: 0, firstLoss: NaN, averageLoss: NaN, lowestLoss: Infinity, diverged: false, evaluations: [], looks: [], commonest: null };
}

export function addLoss(history: History, step: number, loss: number): void {
  history.step = step;
  if (Number.isNaN(history.firstLoss)) [history.firstLoss, history.averageLoss] = [loss, loss];
  history.averageLoss += NEW * (loss - history.averageLoss);
  history.lowestLoss = Math.min(history.lowestLoss, history.averageLoss);
}

export const classesOf = ({ plan }: History): number => plan.outputShape.reduce((product, side) => product * side, 1);

/** Weights of a look without biases, gamma and beta. */
export const kernelsOf = (look: Look): ParameterLook[] => look.parameters.filter(({ name }) => name.endsWith('.kernel'));

export const lastLook = ({ looks }: History): Look | undefined => looks.at(-1);

/** One digit: what is a guess should look like one. */
export const rough = (value: number): number => Number(value.toPrecision(1));

/** How many times the largest update of a kernel exceeds what usually works; null where none was seen. */
export function excess({ looks }: History): number | null {
  const updates = looks.flatMap((look) => kernelsOf(look).map(({ update }) => update ?? 0)).filter((update) => update > 0);
  return updates.length === 0 ? null : Math.max(...updates.map((update) => (Number.isFinite(update) ? update : 1e6))) / USUAL_UPDATE;
}

/** Updates of a hundredth to a thousandth of the weights are usual; the first ones are larger. */
export const USUAL_UPDATE = 0.02;

export const percent = (share: number): string => `${Math.round(100 * share)} %`;
