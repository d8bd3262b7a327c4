export { parseManifest } from './schema.ts';
export type { ManifestFile, ModelDefaults, ModelEntry, ModelsManifest } from './schema.ts';
