import { readFileSync } from 'node:fs';

/** The compiled functions: pointers and sizes in, nothing out. */
export type Exports = Record<string, (...args: number[]) => void>;
export type SimdBuild = 'simd-fma' | 'simd';

/** Raise when a kernel's arithmetic changes, so that no checkpoint resumes on other sums. */
export const SIMD_VERSION = 2;

const modules = new Map<SimdBuild, WebAssembly.Module>();

const bytesOf = (build: SimdBuild) => readFileSync(new URL(`./${build}.wasm`, import.meta.url));

/** Whether this JavaScript engine accepts the build with relaxed SIMD. */
export function hasRelaxedSimd(): boolean {
  return modules.has('simd-fma') || WebAssembly.validate(bytesOf('simd-fma'));
}

/** Compiles a build once per process; throws when the file does not hold every function the contract needs. */
export function compiledModule(build: SimdBuild, needed: readonly string[]): WebAssembly.Module {
  const known = modules.get(build);
  if (known) return known;
  const module = new WebAssembly.Module(bytesOf(build));
  const present = new Set(WebAssembly.Module.exports(module).map(({ name }) => name));
  const missing = needed.filter((name) => !present.has(name));
  if (missing.length > 0) throw new Error(`${build}.wasm lacks ${missing.join(', ')}: run "npm run build:kernels"`);
  modules.set(build, module);
  return module;
}
