import { signal } from '@preact/signals';
import { createClient, isApiError, TrainyardApiError } from '../../../src/client/index.ts';
import { client } from './client.ts';

export type Session = 'checking' | 'signed-in' | 'signed-out';

export const session = signal<Session>('checking');

/** Whether the browser's cookie, or a service that asks for no key, lets us in. */
export async function checkSession(): Promise<void> {
  try {
    await client.jobs.list({ limit: 1 });
    session.value = 'signed-in';
  } catch (error) {
    session.value = error instanceof TrainyardApiError && error.status === 401 ? 'signed-out' : 'signed-in';
  }
}

/** Has an API key make a link that signs this browser in, and follows it. Throws TrainyardApiError. */
export async function signIn(apiKey: string): Promise<void> {
  const { path } = await createClient({ baseUrl: location.origin, apiKey }).sessions.createLink();
  await fetch(path);
  await checkSession();
}

export async function signOut(): Promise<void> {
  await client.sessions.close();
  session.value = 'signed-out';
}

/** To be told of every error of the service: one that says "sign in" ends the session here too. */
export function sessionEndedBy(error: unknown): void {
  if (isApiError(error) && error.status === 401) session.value = 'signed-out';
}
