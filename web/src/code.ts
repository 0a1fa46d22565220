/** What a page shows, as requests to take away. */

export interface Request {
  method: 'GET' | 'POST';
  path: string;
  body?: unknown;
  /** such as an `accept` */
  headers?: Readonly<Record<string, string>>;
}

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

export function curlOf({ method, path, body, headers = {} }: Request): string {
  const parts = [`curl -s${headers.accept === 'text/event-stream' ? 'N' : ''} -H "Authorization: Bearer $TRAINYARD_API_KEY"`];
  for (const [name, value] of Object.entries(headers)) parts.push(`-H ${quoted(`${name}: ${value}`)}`);
  if (method === 'POST' && body === undefined) parts.push('-X POST');
  if (body !== undefined) parts.push(`-H 'content-type: application/json' -d ${quoted(JSON.stringify(body, null, 2))}`);
  return [...parts, quoted(`${location.origin}${path}`)].join(' \\\n  ');
}

/** @param lines that use `client` */
export function clientCode(lines: string): string {
  return `import { createClient } from 'trainyard/client';\n\nconst client = createClient({ baseUrl: '${location.origin}', apiKey: process.env.TRAINYARD_API_KEY });\n${lines}`;
}

export const literal = (value: unknown): string => JSON.stringify(value, null, 2).replace(/^(\s*)"([A-Za-z_]\w*)":/gm, '$1$2:');
