/** What a helping thread needs to build the session of the leading one, on the same memory. */
import type { ArenaMemory } from '../../kernels/kernels.ts';
import { type KernelsChoice, loadKernels } from '../../kernels/load.ts';
import type { Team } from '../../kernels/team.ts';
import type { NetworkPlan } from '../plan.ts';
import type { Split, TrainingData } from '../types.ts';
import type { TrainingOptions } from '../training/options.ts';
import { Session } from '../training/session.ts';

/** The samples themselves stay where the leading thread put them. */
export interface TrainingTask {
  kind: 'training';
  plan: NetworkPlan;
  options: TrainingOptions;
  data: TrainingData;
  build: string;
  arena: ArenaMemory;
}

/** The same data without its samples. */
export function withoutSamples({ train, validation, test }: TrainingData): TrainingData {
  const bare = ({ count, inputs }: Split): Split => ({ count, inputs: inputs instanceof Uint8Array ? new Uint8Array(0) : new Float32Array(0), labels: new Int32Array(0) });
  return { train: bare(train), validation: validation && bare(validation), test: bare(test) };
}

/** A helping thread's part of each command. */
export function openTrainingTask({ plan, options, data, build, arena }: TrainingTask, team: Team): Session['perform'] {
  const provider = loadKernels(build.split('/')[0] as KernelsChoice);
  const kernels = provider.attach(arena, team.rank);
  const session = new Session({ plan, options, data, provider, kernels, allocator: kernels, crew: { team }, initialize: false });
  return (kind, a, b, c) => session.perform(kind, a, b, c);
}
