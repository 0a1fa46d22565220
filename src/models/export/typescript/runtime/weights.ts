/** Little-endian float32 from base64, with what browsers and Node have. */
export function decodeWeights(base64: string): Float32Array {
  const text = atob(base64);
  const view = new DataView(new ArrayBuffer(text.length));
  for (let i = 0; i < text.length; i++) view.setUint8(i, text.charCodeAt(i));
  return Float32Array.from({ length: text.length / 4 }, (_, i) => view.getFloat32(4 * i, true));
}
