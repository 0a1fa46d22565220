import { en } from './en.ts';

export type Texts = typeof en;

/** By the language of the browser. */
const languages: Readonly<Record<string, Texts>> = { en };

export const t: Texts = navigator.languages.map((tag) => languages[tag.split('-')[0]]).find((texts) => texts !== undefined) ?? en;
