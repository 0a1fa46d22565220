/** Private working memory of each thread; the same numbers as assembly/scratch.ts. */
const PANEL_BYTES = 64 << 10;
const WORK_BYTES = 4 << 10;
/** what Winograd puts into the canvas: framed images, then V, then M */
export const WINOGRAD_CANVAS_BYTES = 8 << 20;
export const WINOGRAD_DATA_BYTES = 16 << 20;
export const CANVAS_BYTES = WINOGRAD_CANVAS_BYTES + 2 * WINOGRAD_DATA_BYTES;
/** The compiled module's own data ends here and the scratch of the first thread begins. */
export const SCRATCH_START = 65536;
export const SCRATCH_BYTES = PANEL_BYTES + WORK_BYTES + CANVAS_BYTES;
