/**
 * Private working memory below the arena: packed weights and padded images. Laid out by address, fixed in size; the wrapper
 * (../index.ts) sends anything larger to the reference kernels. Keep the numbers equal to those in ../scratch.ts.
 */
export const PANELS: usize = 65536;
export const IMAGE: usize = PANELS + (32 << 20);
export const BIAS: usize = IMAGE + (64 << 20);
