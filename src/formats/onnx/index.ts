export { DATA_TYPES, FLOAT, type OnnxAttribute, type OnnxModel, type OnnxNode, type OnnxTensor, type OnnxValueInfo, type TensorData } from './model.ts';
export { readOnnx } from './read.ts';
export { writeOnnx } from './write.ts';
