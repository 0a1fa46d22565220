import { type Issue, type NetworkPlan, planNetwork, TrainyardError } from '../../engine/index.ts';
import type { ModelRegistry, ModelVersion } from '../../models/index.ts';
import type { JobSpec } from './schema.ts';

/** Parameters of each layer, with their shapes: what has to agree. */
const formsOf = (plan: NetworkPlan): Map<string, string> =>
  new Map(plan.layers.filter(({ parameterCount }) => parameterCount > 0).map(({ name, type, parameters }) => [name, `${type} ${parameters.map((parameter) => `${parameter.name} [${parameter.shape.join(', ')}]`).join(', ')}`]));

/** The spec with the version and the layers that it begins with said in full, so that a later version changes nothing. Throws TrainyardError of kind 'spec'. */
export async function resolveStart(spec: JobSpec, plan: NetworkPlan, models: Pick<ModelRegistry, 'get'>): Promise<JobSpec> {
  const { start } = spec;
  if (start === undefined) return spec;
  const source = await models.get(start.model, start.version ?? 'latest').catch((error: unknown) => {
    if (error instanceof TrainyardError && error.code === 'not-found') throw problem([{ pointer: start.version === undefined ? '#/start/model' : '#/start/version', code: 'unknown-name', detail: error.message, hint: error.hint }]);
    throw error;
  });
  return { ...spec, start: { model: start.model, version: source.version, layers: commonLayers(plan, source, start.layers) } };
}

function commonLayers(plan: NetworkPlan, source: ModelVersion, wanted: readonly string[] | undefined): string[] {
  const own = formsOf(plan);
  const theirs = formsOf(planNetwork(source.network, { inputShape: source.inputShape, classes: source.classes.length, target: source.target }, source.semantics));
  const common = [...own].filter(([name, form]) => theirs.get(name) === form).map(([name]) => name);
  if (wanted === undefined) {
    if (common.length > 0) return common;
    throw problem([{ pointer: '#/start', code: 'shape-mismatch', detail: `No layer of ${source.model} version ${source.version} has the name and sizes of one here.`, hint: `It has ${[...theirs.keys()].join(', ')}; give layers the same names and options.` }]);
  }
  const issues = wanted.flatMap((name, i): Issue[] => {
    if (common.includes(name)) return [];
    const pointer = `#/start/layers/${i}`;
    if (!own.has(name)) return [{ pointer, code: 'unknown-name', detail: `This network has no layer "${name}" with parameters.`, hint: `It has ${[...own.keys()].join(', ')}.` }];
    if (!theirs.has(name)) return [{ pointer, code: 'unknown-name', detail: `${source.model} has no layer "${name}" with parameters.`, hint: `It has ${[...theirs.keys()].join(', ')}.` }];
    return [{ pointer, code: 'shape-mismatch', detail: `"${name}" is ${own.get(name)} here and ${theirs.get(name)} in ${source.model}.`, hint: 'Leave it out, or give the layer the same options.' }];
  });
  if (issues.length > 0) throw problem(issues);
  return [...wanted];
}

function problem(issues: Issue[]): TrainyardError {
  const [first] = issues;
  return new TrainyardError(first.code!, first.detail, { hint: first.hint, issues });
}
