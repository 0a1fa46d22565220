/** Figures and times as people read them. */
import { t } from '../texts/index.ts';

const times = new Intl.DateTimeFormat(t.language, { dateStyle: 'medium', timeStyle: 'short' });
const numbers = new Intl.NumberFormat(t.language, { maximumSignificantDigits: 4 });

export const timeText = (iso: string): string => times.format(new Date(iso));
export const numberText = (value: number): string => numbers.format(value);
export const shapeText = (shape: readonly number[]): string => shape.join('\u00a0×\u00a0');

export function bytesText(bytes: number): string {
  const unit = bytes >= 2 ** 30 ? { size: 2 ** 30, name: 'GiB' } : bytes >= 2 ** 20 ? { size: 2 ** 20, name: 'MiB' } : { size: 2 ** 10, name: 'KiB' };
  return `${numbers.format(bytes / unit.size)} ${unit.name}`;
}
