/** Compiles src/kernels/simd/assembly into the two committed builds: with relaxed multiply-add, and with plain SIMD only. */
import { readFileSync, rmSync, writeFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';
import { writeTiles } from './generate-tiles.ts';

const source = fileURLToPath(new URL('../src/kernels/simd/assembly/', import.meta.url));
const FEATURES = { 'simd-fma': ['simd', 'relaxed-simd', 'threads', 'bulk-memory'], simd: ['simd', 'threads', 'bulk-memory'] } as const;
export const BUILDS = Object.keys(FEATURES) as (keyof typeof FEATURES)[];

/** The bytes of one build, from the sources as they are on disk. */
export async function compileKernels(build: keyof typeof FEATURES): Promise<Buffer> {
  const folder = mkdtempSync(join(tmpdir(), 'trainyard-kernels-'));
  const outFile = join(folder, `${build}.wasm`);
  try {
    const { error, stderr } = await asc.main([
      join(source, 'index.ts'), '--baseDir', '/', '--outFile', outFile,
      ...FEATURES[build].flatMap((feature) => ['--enable', feature]),
      '--sharedMemory', '--importMemory', '--initialMemory', '2', '--maximumMemory', '65536', '--runtime', 'stub', '--noAssert', '-O3',
    ]);
    if (error) throw new Error(`assemblyscript: ${error.message}\n${stderr.toString()}`);
    return readFileSync(outFile);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (import.meta.main) {
  writeTiles();
  for (const build of BUILDS) {
    const bytes = await compileKernels(build);
    writeFileSync(fileURLToPath(new URL(`../src/kernels/simd/${build}.wasm`, import.meta.url)), bytes);
    console.log(`${build}.wasm: ${bytes.length} bytes`);
  }
}
