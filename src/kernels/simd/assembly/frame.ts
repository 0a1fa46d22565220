import { canvasAt } from './scratch';

/** Copies one NHWC image into a canvas of paddedHeight x paddedWidth, its pixels `spread` apart, starting at (top, left); outside is zero. */
export function frame(image: usize, height: i32, width: i32, channels: i32, spread: i32, top: i32, left: i32, paddedHeight: i32, paddedWidth: i32): void {
  const pixel = <usize>channels << 2, canvas = canvasAt();
  memory.fill(canvas, 0, <usize>paddedHeight * paddedWidth * pixel);
  for (let y = 0; y < height; y++) {
    const targetY = y * spread + top;
    if (targetY < 0 || targetY >= paddedHeight) continue;
    const row = canvas + <usize>targetY * paddedWidth * pixel;
    for (let x = 0; x < width; x++) {
      if (spread == 1 && left >= 0 && left + width <= paddedWidth) {
        memory.copy(row + <usize>left * pixel, image + <usize>y * width * pixel, <usize>width * pixel);
        break;
      }
      const targetX = x * spread + left;
      if (targetX < 0 || targetX >= paddedWidth) continue;
      memory.copy(row + <usize>targetX * pixel, image + (<usize>y * width + x) * pixel, pixel);
    }
  }
}
