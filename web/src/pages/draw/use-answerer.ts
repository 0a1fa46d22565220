import { type FollowedJob, useJob } from '../../service/use-job.ts';
import { useLoaded } from '../../service/use-loaded.ts';
import { client } from '../../service/client.ts';
import { sideOf } from './preprocess.ts';
import { keyOf, type Target } from './target.ts';

export interface Answerer {
  followed: FollowedJob;
  dataset: Awaited<ReturnType<typeof client.datasets.get>> | null;
  classes: readonly string[];
  /** of the images that it takes; null: not known, or it takes none */
  square: { side: number; channels: number } | null;
  /** it takes samples that are no square images */
  isBlind: boolean;
  /** it has learned enough to be asked */
  isReady: boolean;
  error: unknown;
}

/** What is known of the one that answers: of the present one, never of the one before. */
export function useAnswerer(target: Target): Answerer {
  const key = keyOf(target);
  const followed = useJob(target.kind === 'job' ? target.id : null);
  const loadedModel = useLoaded(async (signal) => ({ key, model: await versionOf(target, signal) }), [key]);
  const model = loadedModel.data?.key === key ? loadedModel.data.model : null;
  const datasetName = followed.job?.spec.dataset.name ?? model?.dataset ?? null;
  const loadedDataset = useLoaded(async (signal) => (datasetName === null ? null : client.datasets.get(datasetName, { signal })), [datasetName]);
  const dataset = loadedDataset.data?.name === datasetName ? loadedDataset.data : null;
  const inputShape = model?.inputShape ?? dataset?.inputShape ?? null;
  const square = inputShape && sideOf(inputShape);
  return {
    followed,
    dataset,
    classes: model?.classes ?? dataset?.classes ?? [],
    square,
    isBlind: inputShape !== null && square === null,
    isReady: square !== null && (target.kind === 'model' || followed.checkpointStep > 0 || Boolean(followed.job?.result)),
    error: followed.error ?? loadedModel.error ?? loadedDataset.error,
  };
}

async function versionOf(target: Target, signal: AbortSignal) {
  if (target.kind === 'job') return null;
  return target.version === null ? (await client.models.get(target.name, { signal })).latest : client.models.version(target.name, target.version, { signal });
}
