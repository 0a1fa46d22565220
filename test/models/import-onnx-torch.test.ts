/** Graphs of one operator as PyTorch's exporter writes them: what we import answers what PyTorch answered. Made by test/fixtures/onnx-operators/make.py. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { sizeOf } from '../../src/engine/index.ts';
import { type OnnxTensor, readOnnx } from '../../src/formats/onnx/index.ts';
import { permuted } from '../../src/models/permute.ts';
import { answers, greatestDifference, runOnnx } from './exported.ts';
import { planned } from './onnx-graphs.ts';

const folder = fileURLToPath(new URL('../fixtures/onnx-operators/', import.meta.url));
const cases = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);
const bytesOf = (name: string, file: string): Uint8Array => readFileSync(`${folder}${name}/${file}`);

/** A member of a protobuf message: its number, then the bytes. */
function member(number: number, bytes: Uint8Array): Buffer {
  const length: number[] = [];
  let rest = bytes.length;
  for (; rest > 127; rest >>>= 7) length.push((rest & 127) | 128);
  return Buffer.concat([Uint8Array.of((number << 3) | 2, ...length, rest), bytes]);
}

/** A file with one array, read as that of a model: opset_import (8) with a version (2), graph (7) with an initializer (5). */
function arrayIn(name: string, file: string): OnnxTensor {
  const model = Buffer.concat([member(8, Uint8Array.of(2 << 3, 16)), member(7, member(5, bytesOf(name, file)))]);
  return readOnnx(model, file).graph.initializers[0];
}

describe.each(cases)('%s', (name) => {
  test('answers what PyTorch answered', async () => {
    const bytes = bytesOf(name, 'model.onnx');
    const [x, y] = [arrayIn(name, 'input_0.pb'), arrayIn(name, 'output_0.pb')];
    const values = x.data as Float32Array;
    const model = planned(bytes);
    const [height, width, channels] = model.inputShape;
    const images = x.shape.length === 4 && [channels, height, width].join() === x.shape.slice(1).join();
    const ours = answers(model, images ? permuted(values, x.shape, [0, 2, 3, 1]) : values, values.length / sizeOf(model.inputShape));
    expect(greatestDifference(ours, y.data as Float32Array)).toBeLessThan(1e-5);
    expect(greatestDifference((await runOnnx(bytes, values, x.shape)).data, y.data as Float32Array)).toBeLessThan(1e-5);
  });
});

test('every operator of the list is among them', () => {
  const found = new Set(cases.flatMap((name) => readOnnx(bytesOf(name, 'model.onnx')).graph.nodes.map(({ operator }) => operator)));
  const listed = ['Conv', 'ConvTranspose', 'Gemm', 'MatMul', 'Add', 'BatchNormalization', 'Relu', 'LeakyRelu', 'Elu', 'Sigmoid', 'Tanh', 'Softmax', 'Softplus', 'MaxPool', 'AveragePool', 'GlobalAveragePool', 'Flatten', 'Reshape', 'Transpose', 'Concat', 'Dropout']; // Identity it leaves out
  expect(listed.filter((operator) => !found.has(operator))).toEqual([]);
});
