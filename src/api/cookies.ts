export const SESSION_COOKIE = 'trainyard_session';

export function cookieOf(header: string | undefined, name: string): string | null {
  const found = header?.split(';').map((pair) => pair.trim()).find((pair) => pair.startsWith(`${name}=`));
  return found ? found.slice(name.length + 1) : null;
}

/** For this service and its own pages only, and out of reach of their scripts. `seconds` 0 takes it away. */
export function sessionCookie(token: string, { seconds, secure }: { seconds: number; secure: boolean }): string {
  return `${SESSION_COOKIE}=${token}; HttpOnly; SameSite=Strict; Path=/; Max-Age=${seconds}${secure ? '; Secure' : ''}`;
}
