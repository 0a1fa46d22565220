import { averageAnswers, specError, TrainyardError } from '../engine/index.ts';
import type { Learned, Snapshot } from '../jobs/index.ts';
import { LATEST, type ModelVersion, type VersionReference } from '../models/index.ts';
import type { Answers, LayerActivations } from '../serving/index.ts';
import type { ApiDeps } from './deps.ts';
import { type Answer, answerOf, type Exchange } from './prediction-answer.ts';
import { type Asked, samplesOf } from './prediction-samples.ts';

/** Bytes of a body of samples: 10,000 images of 28 by 28 as JSON fit. */
export const PREDICT_BODY_LIMIT = 64 * 2 ** 20;

const SNAPSHOT_TRIES = 5;

type Parts = Pick<ApiDeps, 'models' | 'predictor'>;

interface Samples {
  inputs: Float32Array;
  count: number;
}

/** The answer to a predict request: a document, or rows of little-endian float32 where the client asks for them. */
export async function answerPrediction({ models, predictor }: Parts, asked: { name: string; version: VersionReference }, { request, reply }: Exchange): Promise<Answer | Buffer> {
  const version = await models.get(asked.name, asked.version);
  const { body, inputs, count } = await samplesOf(request, version, predictor);
  if (body?.ensemble !== undefined) {
    const outputs = await together({ models, predictor }, version, { asked: asked.version, body, inputs, count });
    return answerOf(version, { outputs, raw: outputs }, { body, request, reply });
  }
  const [answers, activations] = await Promise.all([predictor.predict({ model: version.model, version, inputs, count }), look(body, (layers) => predictor.activations(version, { inputs, count, layers }))]);
  return answerOf(version, { ...answers, activations }, { body, request, reply });
}

/** The same, of a job: its newest checkpoint answers, or its result once it has one. */
export async function answerJobPrediction(deps: Parts & Pick<ApiDeps, 'jobs'>, id: string, { request, reply }: Exchange): Promise<Answer | Buffer> {
  const learned = await deps.jobs.snapshot(id);
  request.predictedModel = learned.model;
  const network = await networkOf(deps, learned);
  const { body, inputs, count } = await samplesOf(request, network, deps.predictor);
  if (body?.ensemble !== undefined) throw specError('invalid-input', '#/ensemble', 'A job has no versions.', 'Leave ensemble out.');
  const answer = async (from: Snapshot | Learned): Promise<Answer | Buffer> => {
    const answering = { ...(await networkOf(deps, from)), step: from.step };
    return answerOf(answering, await answersOf(deps, from, { body, inputs, count }), { body, request, reply });
  };
  for (let tries = 1, from = learned; ; tries++, from = await deps.jobs.snapshot(id)) {
    try {
      return await answer(from);
    } catch (error) {
      // where a checkpoint went before it was read, there is a newer one; a job that saves very often may be quicker more than once
      if (!(error instanceof TrainyardError && error.code === 'not-found') || tries === SNAPSHOT_TRIES) throw error;
    }
  }
}

const networkOf = async ({ models }: Pick<ApiDeps, 'models'>, learned: Snapshot | Learned) => ('version' in learned ? models.get(learned.model, learned.version) : { ...learned, version: null });

async function answersOf({ models, predictor }: Parts, learned: Snapshot | Learned, { body, inputs, count }: Samples & { body: Asked | null }): Promise<Answers & { activations?: LayerActivations[] }> {
  const looked = 'version' in learned ? await models.get(learned.model, learned.version) : learned;
  const answers = 'version' in learned ? predictor.predict({ model: learned.model, version: learned.version, inputs, count }) : predictor.predictWith(learned, { inputs, count });
  return { ...(await answers), activations: await look(body, (layers) => predictor.activations(looked, { inputs, count, layers })) };
}

const look = async (body: Asked | null, work: (layers: 'all' | readonly string[]) => Promise<LayerActivations[]>): Promise<LayerActivations[] | undefined> => (body?.activations === undefined ? undefined : work(body.activations));

interface Together extends Samples {
  asked: VersionReference;
  body: Asked;
}

/** The mean of what several versions answer. */
async function together({ models, predictor }: Parts, like: ModelVersion, { asked, body, inputs, count }: Together): Promise<Float32Array> {
  const members = body.ensemble!;
  if (asked !== LATEST) throw specError('invalid-input', '#/ensemble', 'The address names one version, the ensemble several.', `Send this to /api/v1/models/${like.model}/predict.`);
  if (new Set(members).size < members.length) throw specError('invalid-input', '#/ensemble', 'A version is named twice.', 'Name each version once.');
  if (body.output === 'logits') throw specError('invalid-input', '#/output', 'An ensemble answers with the mean of probabilities; it has no logits.', 'Ask for probabilities or labels.');
  if (body.activations !== undefined) throw specError('invalid-input', '#/activations', 'An ensemble has no layers of its own.', 'Ask one version.');
  const versions = await Promise.all(members.map((number) => models.get(like.model, number)));
  const differs = versions.findIndex(({ inputShape, classes, target }) => target === 'input' || inputShape.join() !== like.inputShape.join() || classes.join('\n') !== like.classes.join('\n'));
  if (differs >= 0) throw specError('shape-mismatch', `#/ensemble/${differs}`, `Version ${members[differs]} has other inputs or classes than version ${like.version}.`, 'Name versions that answer the same question.');
  const answers = await Promise.all(versions.map((version) => predictor.predict({ model: like.model, version, inputs: inputs.slice(), count })));
  return averageAnswers(answers.map(({ outputs }) => outputs));
}
