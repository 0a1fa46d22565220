import { t } from './texts/index.ts';

const tag = t.language;
const plain = new Intl.NumberFormat(tag, { maximumSignificantDigits: 4 });
const whole = new Intl.NumberFormat(tag, { maximumFractionDigits: 0 });
const compact = new Intl.NumberFormat(tag, { notation: 'compact', maximumSignificantDigits: 3 });
const percent = new Intl.NumberFormat(tag, { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 2 });
const moment = new Intl.DateTimeFormat(tag, { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

export const NOTHING = '–';

/** The wire writes numbers that JSON has not as words. */
export const toNumber = (value: unknown): number => (typeof value === 'number' ? value : typeof value === 'string' ? Number(value) : Number.NaN);

/** Four figures, however large or small. */
export function number(value: unknown): string {
  if (value === null || value === undefined) return NOTHING;
  const given = toNumber(value);
  if (!Number.isFinite(given)) return String(value);
  return given !== 0 && (Math.abs(given) < 1e-3 || Math.abs(given) >= 1e6) ? given.toExponential(2) : plain.format(given);
}

/** For the little room beside an axis: 0.25; 120K */
export const short = (value: number): string => (value !== 0 && Math.abs(value) < 1e-3 ? value.toExponential(0) : compact.format(value));

export const count = (value: number): string => whole.format(value);

export const share = (value: unknown): string => (value === null || value === undefined ? NOTHING : percent.format(toNumber(value)));

/** Accuracies as shares of a hundred, losses as they are. */
export const metric = (name: string, value: unknown): string => (/accuracy/i.test(name) ? share(value) : number(value));

export function bytes(value: number): string {
  const step = value >= 2 ** 30 ? 3 : value >= 2 ** 20 ? 2 : value >= 2 ** 10 ? 1 : 0;
  return `${plain.format(value / 2 ** (10 * step))} ${['B', 'KiB', 'MiB', 'GiB'][step]}`;
}

/** 1 h 4 min; 12 s; 0.4 s */
export function duration(seconds: number | null | undefined): string {
  if (seconds === null || seconds === undefined) return NOTHING;
  if (seconds < 10) return `${(Math.round(seconds * 10) / 10).toLocaleString(tag)} s`;
  const all = Math.round(seconds);
  const [hours, minutes] = [Math.floor(all / 3600), Math.floor((all % 3600) / 60)];
  if (hours > 0) return `${hours} h ${minutes} min`;
  return minutes > 0 ? `${minutes} min ${all % 60} s` : `${all} s`;
}

export const when = (time: string | null): string => (time === null ? NOTHING : moment.format(new Date(time)));

export const secondsBetween = (from: string, to: string | null): number => ((to === null ? Date.now() : Date.parse(to)) - Date.parse(from)) / 1000;

/** Sides of an array, or of an image. */
export const shapeText = (shape: readonly number[]): string => shape.join('\u00a0×\u00a0');

/** Puts values into `{name}` places of a text. */
export const fill = (text: string, values: Readonly<Record<string, string | number>>): string => text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
