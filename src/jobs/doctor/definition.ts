import type { History } from './history.ts';

/** What is wrong, in plain words. */
export interface Finding {
  message: string;
  cause: string;
  fix: string;
}

export interface Rule {
  code: string;
  /** of the book, and the experiment that shows it */
  chapter: string;
  experiment: string;
  /** findings that explain this one: where one of them was made, it is not */
  after?: readonly string[];
  /** Null where all is well, or too little is known. */
  look(history: History): Finding | null;
}

export interface Warning extends Finding {
  code: string;
  step: number;
  chapter: string;
  experiment: string;
}

export const defineRule = (rule: Rule): Rule => rule;
