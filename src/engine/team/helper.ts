/** Entry of a helping thread: builds what the first thread built, on the same memory, and computes its part of every command. */
import { workerData } from 'node:worker_threads';
import { openInferenceTask, type InferenceTask } from './inference-task.ts';
import { openTrainingTask, type TrainingTask } from './training-task.ts';
import { SharedTeam } from './barrier.ts';
import { type HelperData, STOP } from './crew.ts';

const { sync, rank, size, task } = workerData as HelperData<TrainingTask | InferenceTask>;
const team = new SharedTeam(sync, rank, size);

try {
  const perform = task.kind === 'training' ? openTrainingTask(task, team) : openInferenceTask(task, team);
  for (;;) {
    team.idle();
    const [kind, a, b, c] = team.command;
    if (kind === STOP) break;
    perform(kind, a, b, c);
    team.barrier();
  }
} catch (error) {
  team.break();
  throw error;
}
