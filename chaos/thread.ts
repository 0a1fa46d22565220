/** Entry of a training thread that says what it is at, and in which faults are put. */
import { writeFileSync } from 'node:fs';
import { flushCompileCache } from 'node:module';
import { BroadcastChannel } from 'node:worker_threads';
import type { TrainTask } from '../src/jobs/messages.ts';
import { runTrainTask } from '../src/jobs/training-loop.ts';
import { fillDisk, failInTraining, killWhenPublished, shiftClock } from './faults.ts';
import { type Announcement, CHANNEL, type ConsumerOrders } from './orders.ts';

const { faults, journal } = JSON.parse(process.env.CHAOS!) as ConsumerOrders;
flushCompileCache();
if (faults.clock) shiftClock();
if (faults.killWhenPublished) killWhenPublished(journal);

/** A thread that replaces a broken one is whole: the first of a process takes the fault. */
function isFirst(): boolean {
  try {
    writeFileSync(`${journal}.fault`, '', { flag: 'wx' });
    return true;
  } catch {
    return false;
  }
}

export async function train(task: TrainTask): Promise<void> {
  const channel = new BroadcastChannel(CHANNEL);
  const announce = (announcement: Announcement) => channel.postMessage(announcement);
  announce({ id: task.id, control: task.control });
  if ((faults.diskFull || faults.thread) && isFirst()) {
    if (faults.diskFull) fillDisk(task.control, faults.diskFull);
    if (faults.thread) failInTraining(task.control, faults.thread);
  }
  try {
    await runTrainTask(task);
  } finally {
    announce({ id: task.id, control: null });
    channel.close();
    task.port.close();
  }
}
