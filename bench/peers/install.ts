/** Installs the peers that this machine can get; says of each that it cannot why. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const PACKAGES = { '@tensorflow/tfjs': '4.22.0', '@tensorflow/tfjs-backend-wasm': '4.22.0', '@jax-js/jax': '0.1.25' };
/** Debian's OpenBLAS: without it its PyTorch multiplies with the reference BLAS, thirty times slower. */
const DEBIAN = ['python3-torch', 'python3-numpy', 'libopenblas0-pthread'];
const PYTHON = '/usr/bin/python3';

const attempt = (command: string, args: string[], cwd?: string): boolean => {
  try {
    execFileSync(command, args, { cwd, stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

/** Debian's Python where PyTorch and NumPy with OpenBLAS are there, else null. */
export function installPython(): string | null {
  const there = () => attempt(PYTHON, ['-c', 'import numpy, torch']) && attempt('sh', ['-c', 'dpkg -s libopenblas0-pthread']);
  if (!there()) attempt('apt-get', ['install', '-y', '--no-install-recommends', ...DEBIAN]);
  return there() ? PYTHON : null;
}

/** The folder in which TensorFlow.js and jax-js are installed, or null. */
export function installNpm(): string | null {
  const folder = fileURLToPath(new URL('../../node_modules/.cache/peers/', import.meta.url));
  const there = () => Object.keys(PACKAGES).every((name) => existsSync(`${folder}node_modules/${name}/package.json`));
  if (!there()) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(`${folder}package.json`, JSON.stringify({ private: true, dependencies: PACKAGES }));
    attempt('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts'], folder);
  }
  return there() ? folder : null;
}
