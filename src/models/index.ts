export { openStore } from './open-store.ts';
export { type Model, type ModelPublication, type ModelRegistry, type ModelVersion, openModelRegistry, sha256 } from './registry.ts';
export { decodeSafetensors, encodeSafetensors } from './safetensors.ts';
export type { Store } from './store.ts';
export { rememberVersions } from './remembered.ts';
