import { expect, test } from 'vitest';
import type { Issue, TrainyardError } from '../../src/engine/index.ts';
import { readOnnx, writeOnnx } from '../../src/formats/onnx/index.ts';
import { loadKernels } from '../../src/kernels/load.ts';
import { writeOnnxModel } from '../../src/models/export/onnx/index.ts';
import { verifyOnnx } from '../../src/models/export/onnx/verify.ts';
import { exportedOf } from './exported.ts';

const kernels = loadKernels('auto');
const model = exportedOf({ preset: 'simple-convnet', filters: 2, kernel: 3, hidden: 4 }, { inputShape: [6, 6, 2], classes: 3, loss: 'softmax-cross-entropy' });

test('what answers alike passes', () => verifyOnnx(writeOnnxModel(model, { layout: 'NHWC' }), model, kernels));

test('a graph that answers otherwise is refused with a report', () => {
  const graph = readOnnx(writeOnnxModel(model, { layout: 'NCHW' }));
  graph.graph.initializers[0].data[0] = 3;
  expect(() => verifyOnnx(writeOnnx(graph), model, kernels)).toThrow(/does not answer as version 3 does: random sample 1 gives [\d.e-]+ instead of [\d.e-]+ \(output \d\)/);
  const report = ((): Issue[] => {
    try {
      verifyOnnx(writeOnnx(graph), model, kernels);
      return [];
    } catch (error) {
      return [...(error as TrainyardError).issues];
    }
  })();
  expect(report.length).toBeGreaterThan(3); // a line for each sample that differs
  expect(report[0]).toMatchObject({ pointer: '#/samples/random-sample-1', detail: expect.stringMatching(/gives/) });
});
