/**
 * Private working memory of one thread, below the arena: every instance of the module is told where its own begins, so that
 * threads sharing a memory never meet here. Keep the numbers equal to those in ../scratch.ts.
 */
let start: usize = 65536;

export function useScratch(at: usize): void {
  start = at;
}

/** Eight packed columns of a matrix, 64 KiB. */
// @ts-ignore: decorator
@inline
export function panelAt(): usize {
  return start;
}

/** The 36 vectors of one Winograd transform and its sixteen outputs, 4 KiB. */
// @ts-ignore: decorator
@inline
export function workAt(): usize {
  return start + (64 << 10);
}

/** Images framed by zeros; for Winograd followed by V and M. 40 MiB. */
// @ts-ignore: decorator
@inline
export function canvasAt(): usize {
  return start + (68 << 10);
}

// @ts-ignore: decorator
@inline
export function dataAt(): usize {
  return canvasAt() + (8 << 20);
}

// @ts-ignore: decorator
@inline
export function productsAt(): usize {
  return canvasAt() + (24 << 20);
}
