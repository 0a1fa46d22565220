import { z } from 'zod';
import { losses, specError } from '../../engine/index.ts';
import { MODEL_NAME, networkSchema, SEMANTICS } from '../../jobs/spec/index.ts';
import { IMPORT_FORMATS } from '../../models/import/index.ts';

/** The parts of an import that are no files. */
export const importFieldsSchema = z.strictObject({
  model: z.string().regex(MODEL_NAME).describe('Name to register the weights under: lower-case letters, digits, ".", "_", "-"; at most 64.'),
  format: z.enum(IMPORT_FORMATS).describe('book-pickle: what the book\'s save_params writes. npz, safetensors: arrays named as the book does (W1, b1, ...) or as we do (dense1.kernel). onnx: a whole network, versions 6 to 25 of the operators.'),
  network: networkSchema.optional().describe('The network as in a job spec, as JSON: a preset with its options, or layers. Not for onnx, which holds its own.'),
  dataset: z.string().max(64).optional().describe('A dataset the network is for: its shape and labels.'),
  inputShape: z.array(z.int().min(1).max(100_000)).min(1).max(3).optional().describe('Without a dataset: the shape of a sample, as JSON: [784] or [28, 28, 1]. For onnx, where rows of the graph are images of yours, or where images are to come in as the graph has them, [channels, height, width].'),
  classes: z.union([z.int().min(1).max(100_000), z.array(z.string().min(1).max(100)).min(1).max(100_000)]).optional().describe('Without a dataset: the number of outputs, or their labels, as JSON.'),
  loss: z.enum(Object.keys(losses) as [string, ...string[]]).optional().describe('What the outputs mean: the loss that a job would have trained them with. For onnx without it: probabilities where the graph ends in Softmax or Sigmoid, logits of the classes where a dataset or classes are given, else numbers, answered as they are. For other formats softmax-cross-entropy.'),
  semantics: z.enum(SEMANTICS).optional().describe('Whose defaults apply to the layers; by default the book\'s for book-pickle.'),
});

/** For the document: what the parts of the body are. The handler reads them as a stream. */
export const importDocument = z.strictObject({ ...importFieldsSchema.shape, file: z.file().describe('The weights.') });

export function jsonField(name: string, given: unknown): unknown {
  if (typeof given !== 'string') return given;
  try {
    return JSON.parse(given);
  } catch {
    throw specError('invalid-input', `#/${name}`, `${name} is not valid JSON.`, name === 'network' ? 'Send a JSON object, such as {"preset": "simple-convnet"}.' : 'Send JSON.');
  }
}
