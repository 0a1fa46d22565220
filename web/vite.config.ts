import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const service = process.env.TRAINYARD_URL ?? 'http://127.0.0.1:8080';

/** `npm run build:web` builds into web/dist; `npm run dev:web` serves the sources and asks the service at TRAINYARD_URL. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: { target: 'es2023', outDir: 'dist', emptyOutDir: true, assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  server: { proxy: Object.fromEntries(['/api', '/login', '/v1', '/v2', '/readyz', '/docs', '/openapi.json'].map((path) => [path, { target: service, changeOrigin: false }])) },
});
