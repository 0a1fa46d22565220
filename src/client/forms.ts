/** Multipart forms: files beside fields, with progress. */
import type { CallOptions, Connection } from './connection.ts';
import type { Send } from './retry.ts';

export interface UploadOptions extends CallOptions {
  /** Told now and then how many bytes are under way, of how many. */
  onProgress?: Progress;
}

type Progress = (sent: number, total: number) => void;

interface Form {
  path: string;
  form: FormData;
  /** whether equal uploads are one upload */
  repeatable: boolean;
}

/** Sends the form and gives the answer, whatever it is. */
export function sendForm(connection: Connection, { path, form, repeatable }: Form, { signal, retries, onProgress }: UploadOptions): Promise<Response> {
  const counted = (progress: Progress): Send => (request) => (typeof XMLHttpRequest === 'undefined' ? sendCounted(request, connection, { count: countOf(form, progress), signal }) : sendByXhr(request, form, { progress, signal }));
  const options = { repeatable, signal, ...(retries !== undefined && { retries }), ...(onProgress && { send: counted(onProgress) }) };
  return connection.request(path, { method: 'POST', body: form }, options);
}

/** Turns sizes of pieces into progress of the files; the little that the form adds to them is left out. */
function countOf(form: FormData, progress: Progress): (bytes: number) => void {
  let total = 0;
  form.forEach((value) => (total += typeof value === 'string' ? 0 : value.size));
  let sent = 0;
  return (bytes) => progress((sent = Math.min(total, sent + bytes)), total);
}

/** Node: the body passes through a counter. */
function sendCounted(request: Request, connection: Connection, { count, signal }: { count: (bytes: number) => void; signal: AbortSignal | undefined }): Promise<Response> {
  const body = request.body!.pipeThrough(new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(chunk, controller) {
      controller.enqueue(chunk);
      count(chunk.byteLength);
    },
  }));
  const headers: Record<string, string> = {};
  request.headers.forEach((value, name) => (headers[name] = value));
  const init: RequestInit & { duplex: 'half' } = { method: request.method, headers, body, duplex: 'half', ...(signal && { signal }) };
  return connection.fetch(request.url.slice(connection.root.length), init);
}

/** Browsers: `fetch` says nothing about what was sent. */
function sendByXhr(request: Request, form: FormData, { progress, signal }: { progress: Progress; signal: AbortSignal | undefined }): Promise<Response> {
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest();
    xhr.open(request.method, request.url);
    // of the form itself, whose boundary XMLHttpRequest chooses
    request.headers.forEach((value, name) => name !== 'content-type' && xhr.setRequestHeader(name, value));
    xhr.responseType = 'arraybuffer';
    xhr.upload.onprogress = ({ loaded, total }) => progress(loaded, total);
    xhr.onload = () => resolve(new Response(xhr.response as ArrayBuffer, { status: xhr.status, headers: headersOf(xhr, 'content-type', 'retry-after') }));
    xhr.onerror = () => reject(new TypeError('the connection was lost'));
    xhr.onabort = () => reject(signal?.reason as Error);
    signal?.addEventListener('abort', () => xhr.abort(), { once: true });
    xhr.send(form);
  });
}

const headersOf = (xhr: XMLHttpRequest, ...names: string[]): [string, string][] =>
  names.flatMap((name): [string, string][] => {
    const value = xhr.getResponseHeader(name);
    return value === null ? [] : [[name, value]];
  });
