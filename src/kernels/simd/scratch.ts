/** Where the compiled kernels keep packed weights and padded images; the same numbers as assembly/scratch.ts. */
export const PANELS_BYTES = 32 << 20;
export const IMAGE_BYTES = 64 << 20;
/** the bias row, the last part, ends here: the arena begins */
export const SCRATCH_END = 65536 + PANELS_BYTES + IMAGE_BYTES + (1 << 20);
/** longest row that softmax and batch norm can hold in their scratch */
export const MAX_FEATURES = 1 << 20;
