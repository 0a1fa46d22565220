import type { TrainTask } from '../src/jobs/messages.ts';
import { runTrainTask } from '../src/jobs/training-loop.ts';

/** Entry of a training thread: one task; everything it has to say goes through the task's port. */
export async function train(task: TrainTask): Promise<void> {
  await runTrainTask(task);
  task.port.close();
}

export default train;
