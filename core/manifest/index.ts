export { addressOf, identityOf, knownBytes } from './addresses.ts';
export type { FilePlaces } from './addresses.ts';
export { entrySchema, listedEntries, parseManifest } from './schema.ts';
export { isSameSampling, onlySamplingOf, samplingOf, usualModel } from './sampling.ts';
export type { Sampling } from './sampling.ts';
export type {
  AddonEntry,
  DetectorEntry,
  License,
  LoraEntry,
  ManifestFile,
  ModelDefaults,
  ModelEntry,
  ModelsManifest,
  StorableEntry,
  UpscalerEntry,
} from './schema.ts';
