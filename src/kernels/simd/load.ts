import { readFileSync } from 'node:fs';

/** The compiled functions: pointers and sizes in, nothing out. */
export type Exports = Record<string, (...args: number[]) => void>;
export type SimdBuild = 'simd-fma' | 'simd';

/** Raise when a kernel's arithmetic changes, so that no checkpoint resumes on other sums. */
export const SIMD_VERSION = 6;

const modules = new Map<SimdBuild, WebAssembly.Module>();

const bytesOf = (build: SimdBuild) => readFileSync(new URL(`./${build}.wasm`, import.meta.url));

let relaxed: boolean | undefined;

/** Whether this JavaScript engine accepts the build with relaxed SIMD. */
export function hasRelaxedSimd(): boolean {
  return (relaxed ??= WebAssembly.validate(bytesOf('simd-fma')));
}

/** Compiles a build once per thread. */
export function compiledModule(build: SimdBuild): WebAssembly.Module {
  const known = modules.get(build);
  if (known) return known;
  const module = new WebAssembly.Module(bytesOf(build));
  modules.set(build, module);
  return module;
}
