/** A model as an ONNX file: one input with a free batch size, one output that answers what a prediction answers. */
import { losses } from '../../../engine/index.ts';
import { FLOAT, type OnnxModel, writeOnnx } from '../../../formats/onnx/index.ts';
import type { ExportedModel, ExportOptions } from '../model.ts';
import { GraphBuilder, type GraphValue } from './graph.ts';
import { layerWriters, type LayerWriter } from './operators.ts';

const BATCH = 'batch';
/** Of the file format, by the version of the operators: https://onnx.ai/onnx/repo-docs/Versioning.html */
const IR_VERSIONS: Record<number, number> = { 17: 8, 19: 9, 20: 9 };
const ANSWERS = { softmax: 'Softmax', sigmoid: 'Sigmoid', none: 'Identity' } as const;

export const writeOnnxModel = (model: ExportedModel, options: ExportOptions): Uint8Array => writeOnnx(onnxModel(model, options));

function onnxModel({ version, plan, weights }: ExportedModel, { layout }: ExportOptions): OnnxModel {
  const graph = new GraphBuilder(weights);
  const image = plan.inputShape.length === 3;
  const channelsFirst = image && layout === 'NCHW';
  const values = new Map<string, GraphValue>([['input', { shape: plan.inputShape, ...(channelsFirst ? { first: 'input' } : { last: 'input' }) }]]);
  for (const layer of plan.layers) {
    const write = (layerWriters as Record<string, LayerWriter>)[layer.type];
    values.set(layer.name, write(layer, graph, layer.inputs.map((name) => values.get(name)!)));
  }
  const last = plan.layers[plan.layers.length - 1].name;
  const output = freeName('output', values);
  const answers = (losses as Record<string, { answers?: 'softmax' | 'sigmoid' }>)[version.loss]?.answers ?? 'none';
  graph.node({ operator: ANSWERS[answers], inputs: [graph.last(values.get(last)!)], attributes: answers === 'softmax' ? { axis: { int: 1 } } : {}, name: output });
  const [height, width, channels] = plan.inputShape;
  return {
    irVersion: IR_VERSIONS[graph.opset],
    opset: graph.opset,
    producer: { name: 'trainyard', version: '' },
    metadata: metadataOf(version, layout),
    graph: {
      name: version.model,
      nodes: graph.nodes,
      initializers: graph.initializers,
      inputs: [{ name: 'input', type: FLOAT, shape: [BATCH, ...(channelsFirst ? [channels, height, width] : plan.inputShape)] }],
      outputs: [{ name: output, type: FLOAT, shape: [BATCH, ...plan.outputShape] }],
    },
  };
}

/** What a graph does not say; an import takes it from here. */
const metadataOf = ({ model, version, classes, loss, semantics, target }: ExportedModel['version'], layout: string): Record<string, string> => ({
  'trainyard.model': model, 'trainyard.version': String(version), 'trainyard.classes': JSON.stringify(classes), 'trainyard.loss': loss, 'trainyard.semantics': semantics, 'trainyard.layout': layout,
  ...(target ? { 'trainyard.target': target } : {}),
});

function freeName(wanted: string, taken: ReadonlyMap<string, unknown>): string {
  let name = wanted;
  while (taken.has(name)) name += '_';
  return name;
}
