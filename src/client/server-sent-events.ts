export interface Message {
  data: string;
  /** Milliseconds to wait before a reconnect, where the server said so. */
  retry: number | null;
}

/** Messages of a stream in the text form of the HTML standard, section "Server-sent events"; comments are dropped. Throws after a silence of `silenceMs`. */
export async function* readMessages(body: ReadableStream<Uint8Array>, silenceMs: number): AsyncGenerator<Message> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let pending = '';
  try {
    for (;;) {
      const { done, value } = await within(silenceMs, reader.read());
      if (done) return;
      pending += decoder.decode(value, { stream: true });
      // A lone carriage return at the end may be half of a line end.
      const blocks = pending.split(/(?:\r\n|\n|\r(?!$)){2}/);
      pending = blocks.pop() ?? '';
      for (const block of blocks) yield messageOf(block);
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}

function messageOf(block: string): Message {
  const data: string[] = [];
  let retry: number | null = null;
  for (const line of block.split(/\r\n|\n|\r/)) {
    const [, field, value] = /^([^:]*):? ?(.*)$/s.exec(line) ?? [];
    if (field === 'data') data.push(value);
    if (field === 'retry' && /^\d+$/.test(value)) retry = Number(value);
  }
  return { data: data.join('\n'), retry };
}

async function within<T>(milliseconds: number, promise: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`The event stream was silent for ${milliseconds / 1000} s.`)), milliseconds);
  });
  try {
    return await Promise.race([promise, silence]);
  } finally {
    clearTimeout(timer);
  }
}
