import type { Job } from '../../../../src/client/index.ts';
import { networkName } from './job-row.tsx';

export interface JobFilter {
  /** '' is any */
  status: string;
  text: string;
}

const haystack = ({ id, spec }: Job): string => [
  id, spec.model, networkName(spec), spec.dataset.name, ...Object.entries(spec.metadata ?? {}).flat(),
].join(' ').toLowerCase();

/** Every word must be found. */
export function fits(job: Job, { status, text }: JobFilter): boolean {
  if (status !== '' && job.status !== status) return false;
  const words = text.toLowerCase().split(/\s+/).filter((word) => word !== '');
  return words.length === 0 || words.every((word) => haystack(job).includes(word));
}
