import type { Redis } from 'ioredis';
import { keys } from './keys.ts';

/** What all consumers are told at once. A signal that is lost costs time, never a job. */
export type Signal =
  | { verb: 'cancel' | 'pause' | 'stop'; id: string }
  /** a consumer has nothing to do for so many threads */
  | { verb: 'room'; from: string; threads: number };

export async function sendSignal(redis: Redis, signal: Signal): Promise<void> {
  await redis.publish(keys.control, JSON.stringify(signal));
}

export async function onSignal(subscriber: Redis, receive: (signal: Signal) => void): Promise<void> {
  subscriber.on('message', (_channel: string, text: string) => receive(JSON.parse(text) as Signal));
  await subscriber.subscribe(keys.control);
}
