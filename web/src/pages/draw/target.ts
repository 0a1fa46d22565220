import type { Job, PredictRequest, PredictResponse } from '../../../../src/client/index.ts';
import { client } from '../../service/client.ts';

/** Who answers: a version of a model, or a job with what it has learned so far. */
export type Target = { kind: 'model'; name: string; version: number | null } | { kind: 'job'; id: string };

export const keyOf = (target: Target): string => (target.kind === 'job' ? `job:${target.id}` : `model:${target.name}@${target.version ?? 'latest'}`);

export function targetOf(query: Readonly<Record<string, string>>): Target | null {
  if (query.job) return { kind: 'job', id: query.job };
  if (query.model) return { kind: 'model', name: query.model, version: Number(query.version) || null };
  return null;
}

export const addressOf = (target: Target): string => (target.kind === 'job' ? `/draw?job=${encodeURIComponent(target.id)}` : `/draw?model=${encodeURIComponent(target.name)}`);

export function predictWith(target: Target, request: PredictRequest): Promise<PredictResponse> {
  return target.kind === 'job' ? client.jobs.predict(target.id, request) : client.predict(target.name, request, target.version);
}

/** A job that can answer now or soon. */
export const mayAnswer = ({ status, result }: Job): boolean => result !== null || ['queued', 'running', 'pausing', 'paused'].includes(status);
