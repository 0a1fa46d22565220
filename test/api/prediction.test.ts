import { expect, test } from 'vitest';
import type { ApiDeps } from '../../src/api/deps.ts';
import { answerJobPrediction } from '../../src/api/prediction.ts';
import type { Exchange } from '../../src/api/prediction-answer.ts';
import { RawJson } from '../../src/api/plugins/raw-json.ts';
import { TrainyardError } from '../../src/engine/index.ts';

/** A job whose first `gone` checkpoints are removed between being found and being read: no store does that at a wished moment. */
async function ask(gone: number): Promise<{ tries: number; answer: unknown }> {
  let tries = 0;
  const jobs = { snapshot: async () => ({ job: 'job_x', model: 'm', step: (tries += 1), inputShape: [2], classes: ['a', 'b'], target: 'label', loss: 'softmaxCrossEntropy' }) };
  const predictor = {
    predictWith: async ({ step }: { step: number }) => {
      if (step <= gone) throw new TrainyardError('not-found', 'There is no such file.');
      return { outputs: Float32Array.of(0.25, 0.75), raw: Float32Array.of(0, 1) };
    },
  };
  const request = { body: new RawJson(Buffer.from('{"inputs": [[0, 1]]}'), JSON.parse), headers: {}, isMultipart: () => false };
  const answer = await answerJobPrediction({ jobs, predictor, models: {} } as unknown as ApiDeps, 'job_x', { request, reply: { header: () => {}, type: () => {} } } as unknown as Exchange).catch((error: unknown) => error);
  return { tries, answer };
}

test('a checkpoint that goes before it is read gives way to a newer one, several times', async () => {
  for (const gone of [0, 1, 4]) expect(await ask(gone)).toMatchObject({ tries: gone + 1, answer: { step: gone + 1, predictions: [{ label: 'b' }] } });
});

test('and not for ever', async () => {
  expect(await ask(Number.POSITIVE_INFINITY)).toMatchObject({ tries: 5, answer: { code: 'not-found' } });
});
