/** Ourselves as a contender. */
import { createInterface } from 'node:readline';
import { loadKernels } from '../../src/kernels/load.ts';
import { createCalibration } from '../calibration.ts';
import { callsPerSecond } from '../measure.ts';
import { BATCH, inferenceOf, type NetworkName, planOf, trainingOf } from '../networks.ts';
import type { Answer, Question } from './protocol.ts';

const calibrate = createCalibration();
const ready = new Map<string, () => void>();

function prepared({ network, mode, threads = 1 }: Question): () => void {
  const key = `${network} ${mode} ${threads}`;
  const known = ready.get(key);
  if (known) return known;
  const plan = planOf(network as NetworkName);
  const run = mode === 'train' ? trainingOf(plan, threads) : null;
  const inference = mode === 'infer' ? inferenceOf(plan, threads) : null;
  const once = run ? () => run.advance() : () => inference!.run(BATCH);
  callsPerSecond(0.3, once);
  ready.set(key, once);
  return once;
}

const answer = (question: Question): Answer => ({ rate: question.mode === 'calibrate' ? calibrate(question.seconds) : BATCH * callsPerSecond(question.seconds, prepared(question)) });

process.stdout.write(`${JSON.stringify({ version: `${loadKernels().build}, Node ${process.versions.node}` })}\n`);
for await (const line of createInterface({ input: process.stdin })) process.stdout.write(`${JSON.stringify(answer(JSON.parse(line) as Question))}\n`);
