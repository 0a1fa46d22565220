/** The fast kernels: AssemblyScript compiled to WebAssembly SIMD (assembly/), working on typed arrays in one shared memory. */
import { Arena } from '../arena.ts';
import { ALIGNMENT, type ArenaMemory, type Kernels, type KernelsProvider } from '../kernels.ts';
import { conv2dForm } from './conv2d.ts';
import { compiledModule, type Exports, SIMD_VERSION, type SimdBuild } from './load.ts';
import { operations, sharedOperations } from './operations.ts';
import { pointers } from './pointers.ts';
import { SCRATCH_BYTES, SCRATCH_START } from './scratch.ts';

const PAGE = 65536;
/** WebAssembly's 32-bit ceiling; the compiled modules declare the same maximum. */
const MAX_PAGES = 65536;
const MAX_THREADS = 16;

const abort = (): never => {
  throw new Error('wasm kernel aborted');
};

export function simdProvider(choice: SimdBuild): KernelsProvider {
  const build = `${choice}/${SIMD_VERSION}`;
  const provider: KernelsProvider = {
    build,
    precision: 'float32',
    maxThreads: MAX_THREADS,
    conv2dForm,
    reserve(byteLength, threads = 1) {
      const pages = Math.ceil((SCRATCH_START + threads * SCRATCH_BYTES + ALIGNMENT + byteLength) / PAGE);
      if (pages > MAX_PAGES) throw new RangeError(`${byteLength} bytes asked for; one WebAssembly memory holds 4 GiB less the scratch of ${threads} threads`);
      return { memory: new WebAssembly.Memory({ initial: pages, maximum: MAX_PAGES, shared: true }), byteLength, threads };
    },
    attach({ memory, byteLength, threads }: ArenaMemory, rank = 0): Kernels {
      if (!(memory instanceof WebAssembly.Memory)) throw new TypeError('the fast kernels compute in a WebAssembly memory');
      const instance = new WebAssembly.Instance(compiledModule(choice), { env: { memory, abort } });
      const x = instance.exports as unknown as Exports;
      x.useScratch(SCRATCH_START + rank * SCRATCH_BYTES);
      const arena = new Arena(memory.buffer, 'float32', SCRATCH_START + threads * SCRATCH_BYTES, byteLength);
      const at = pointers(memory.buffer);
      return {
        build,
        precision: 'float32',
        floats: (length) => arena.floats(length),
        int32: (length) => arena.int32(length),
        uint8: (length) => arena.uint8(length),
        together: (team) => sharedOperations(x, at, team),
        ...operations(x, at),
      };
    },
    create: (byteLength) => provider.attach(provider.reserve(byteLength)),
  };
  return provider;
}
