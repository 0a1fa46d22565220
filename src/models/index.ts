export { openStore } from './open-store.ts';
export type { Model, ModelPublication, ModelRegistry, ModelVersion, VersionReference } from './model.ts';
export { type Alias, ALIAS_NAME, type AliasEvent, aliasesOf, aliasOf, type Author, describedVersion, formerVersion, LATEST, type ModelChange, type ModelState, namesOf } from './model-state.ts';
export { type CodeVersion, codeVersion } from './code-version.ts';
export { openModelRegistry } from './registry.ts';
export { decodeSafetensors, encodeSafetensors } from './safetensors.ts';
export { openWeights, sha256 } from './version-files.ts';
export type { Store } from './store.ts';
export { type RememberedRegistry, rememberVersions } from './remembered.ts';
