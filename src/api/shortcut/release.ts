/**
 * Gives the memory of what was read back at once. Left to the collector, a hundred kilobytes a request make it look through the whole heap ten times a
 * second, which takes longer than the answers. Nobody may read it any more; what shares its memory with others is left alone.
 */
export function release({ buffer, byteLength }: ArrayBufferView): void {
  if (buffer instanceof ArrayBuffer && byteLength > 0 && buffer.byteLength === byteLength) buffer.transfer(0);
}
