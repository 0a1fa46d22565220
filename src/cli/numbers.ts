import { InvalidArgumentError } from 'commander';

export function wholeNumber(option: string, text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError(`${option} takes a whole number.`);
  return Number(text);
}
