export interface Sample {
  name: string;
  labels: Readonly<Record<string, string>>;
  value: number;
}

const LINE = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)$/;
const LABEL = /(\w+)="((?:[^"\\]|\\.)*)"/g;

/** Samples of Prometheus' text format. */
export function samplesOf(text: string): Sample[] {
  return text.split('\n').flatMap((line) => {
    const [, name, labels = '', value] = LINE.exec(line) ?? [];
    return name === undefined ? [] : [{ name, labels: Object.fromEntries([...labels.matchAll(LABEL)].map(([, key, content]) => [key, content])), value: Number(value) }];
  });
}

/** Of all samples of that name; 0 where nothing has been counted yet. */
export const sumOf = (samples: readonly Sample[], name: string): number => samples.reduce((sum, sample) => (sample.name === name ? sum + sample.value : sum), 0);
