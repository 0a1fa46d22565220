/** `"network": {"model": "name@version"}` or an alias: the layers of a model, and its weights to begin with, said in full before anything else of the spec is read. */
import { type Issue, type LayerSpec, planNetwork, TrainyardError } from '../../engine/index.ts';
import type { ModelRegistry, ModelVersion } from '../../models/index.ts';
import type { DatasetFacts } from './context.ts';
import { unknownMember } from './issues.ts';

export const MODEL_REFERENCE = /^([a-z0-9][a-z0-9._-]{0,63})(?:@([A-Za-z0-9][A-Za-z0-9._-]{0,63}))?$/;

export interface NetworkSources {
  models: Pick<ModelRegistry, 'get'>;
  datasets: Readonly<Record<string, DatasetFacts>>;
}

const isObject = (value: unknown): value is Record<string, unknown> => value !== null && typeof value === 'object' && !Array.isArray(value);

/** Other specs pass unchanged. Throws TrainyardError of kind 'spec' at the member that is wrong. */
export async function resolveModelNetwork(input: unknown, { models, datasets }: NetworkSources): Promise<unknown> {
  if (!isObject(input) || !isObject(input.network) || !('model' in input.network)) return input;
  const { model, ...others } = input.network;
  const [other] = Object.keys(others);
  if (other !== undefined) throw problem({ ...unknownMember(`#/network/${other}`, other, ['model']), hint: 'A network is a preset, a list of layers or a model: to change layers of a model, give network.layers, and start: {"model": ...} for the weights.' });
  if (input.start !== undefined) throw wrong('#/start', 'The network is a model: it begins with the weights of that model.', 'Leave start out; or give network.layers, and start for the weights of some layers.');
  const version = await versionOf(model, models);
  checkDataset(version, input.dataset, datasets);
  const learning = learningLayers(version);
  return {
    ...input,
    network: { layers: version.network.layers },
    ...(learning.length > 0 ? { start: { model: version.model, version: version.version, layers: learning } } : {}),
    ...(version.target === 'input' && input.target === undefined ? { target: 'input' } : {}),
  };
}

async function versionOf(reference: unknown, models: NetworkSources['models']): Promise<ModelVersion> {
  const [, name, wanted = 'latest'] = (typeof reference === 'string' && MODEL_REFERENCE.exec(reference)) || [];
  const number = /^[1-9]\d{0,8}$/.test(wanted) ? Number(wanted) : null;
  if (name === undefined) throw wrong('#/network/model', `${(JSON.stringify(reference) ?? '').slice(0, 80)} names no model.`, 'Give "name", which is its newest version when the job is accepted, "name@3", or "name@alias".');
  return models.get(name, number ?? wanted).catch((error: unknown) => {
    if (error instanceof TrainyardError && error.code === 'not-found') throw problem({ pointer: '#/network/model', code: 'unknown-name', detail: error.message, hint: error.hint });
    throw error;
  });
}

/** A dataset that is not known, or not said, is complained of later. */
function checkDataset(version: ModelVersion, dataset: unknown, datasets: NetworkSources['datasets']): void {
  const name = isObject(dataset) && typeof dataset.name === 'string' && Object.hasOwn(datasets, dataset.name) ? dataset.name : null;
  if (name === null) return;
  const { inputShape, classes } = datasets[name];
  const shown = `${version.model} version ${version.version}`;
  const otherHead = `Take its layers from GET /api/v1/models/${version.model}/versions/${version.version} as network.layers with another last layer, and begin the others with start: {"model": "${version.model}", "version": ${version.version}}.`;
  if (version.target !== 'input' && version.classes.length !== classes.length) throw wrong('#/network/model', `${shown} has ${version.classes.length} outputs, ${name} has ${classes.length} classes.`, otherHead);
  try {
    planNetwork(version.network, { inputShape, classes: classes.length, target: version.target }, version.semantics);
  } catch (error) {
    if (!(error instanceof TrainyardError) || error.kind !== 'spec') throw error;
    throw wrong('#/network/model', `${shown} takes samples of shape [${version.inputShape.join(', ')}], ${name} has [${inputShape.join(', ')}]: ${error.message}.`, 'Choose a dataset of that shape, or another model.');
  }
  if (learningLayers(version).length > 0 && version.inputShape.join() !== inputShape.join()) {
    const own = parametersOf(version, version.inputShape, version.classes.length);
    if (parametersOf(version, inputShape, classes.length) !== own) throw wrong('#/network/model', `${shown} takes samples of shape [${version.inputShape.join(', ')}], ${name} has [${inputShape.join(', ')}]: its weights do not fit.`, 'Choose a dataset of that shape, or another model.');
  }
}

function parametersOf({ network, target, semantics }: ModelVersion, inputShape: readonly number[], classes: number): string {
  return planNetwork(network, { inputShape, classes, target }, semantics).layers.flatMap(({ parameters }) => parameters.map(({ shape }) => shape.join())).join(';');
}

const learningLayers = ({ network, inputShape, classes, target, semantics }: ModelVersion): string[] =>
  planNetwork(network as { layers: LayerSpec[] }, { inputShape, classes: classes.length, target }, semantics).layers.filter(({ parameterCount }) => parameterCount > 0).map(({ name }) => name);

const wrong = (pointer: string, detail: string, hint: string): TrainyardError => problem({ pointer, code: 'invalid-spec', detail, hint });

function problem(issue: Issue): TrainyardError {
  return new TrainyardError(issue.code!, issue.detail, { hint: issue.hint, issues: [issue] });
}
