import { createStore, type StoreApi } from 'zustand/vanilla';
import type { LoraChoice, StoredItem, StoreProgress, StoreReport } from '../../core/contract/index.ts';
import type { AddonEntry, ModelEntry, ModelsManifest } from '../../core/manifest/index.ts';
import { invariant } from '../../core/result/index.ts';
import type { Failure } from '../../core/result/index.ts';

/** A model or addon on its way into the store. */
export type Transfer =
  | { readonly at: 'running'; readonly progress?: StoreProgress }
  | { readonly at: 'failed'; readonly failure: Failure };

/** Which models there are, which are on this device, and which one draws. */
export interface ModelsState {
  readonly manifest: ModelsManifest;
  /** Id of the model that draws. */
  readonly activeId: string;
  /** Id of a stored ControlNet instead of the model's own; undefined for that one. */
  readonly controlNet: string | undefined;
  /** LoRAs that the model draws with. */
  readonly loras: readonly LoraChoice[];
  /** Undefined until the library has answered. */
  readonly stored: StoreReport | undefined;
  /** By id. */
  readonly transfers: Readonly<Record<string, Transfer>>;
}

/** The models' store. */
export type ModelsStore = StoreApi<ModelsState>;

/** Makes the store; the model that comes with the page draws until another one is chosen. */
export function createModelsStore(manifest: ModelsManifest): ModelsStore {
  return createStore<ModelsState>(() => ({
    manifest,
    activeId: builtInOf(manifest).id,
    controlNet: undefined,
    loras: [],
    stored: undefined,
    transfers: {},
  }));
}

/** All models: those of the manifest, then those that the person brought. */
export function allModels({
  manifest,
  stored,
}: Pick<ModelsState, 'manifest' | 'stored'>): readonly ModelEntry[] {
  return [...manifest.models, ...ownEntries(manifest, stored).filter((entry) => entry.kind === 'model')];
}

/** All addons: those of the manifest, then those that the person brought. */
export function allAddons({
  manifest,
  stored,
}: Pick<ModelsState, 'manifest' | 'stored'>): readonly AddonEntry[] {
  return [...manifest.addons, ...ownEntries(manifest, stored).filter((entry) => entry.kind !== 'model')];
}

/** The model that draws. */
export function activeModel(state: Pick<ModelsState, 'manifest' | 'stored' | 'activeId'>): ModelEntry {
  return allModels(state).find(({ id }) => id === state.activeId) ?? builtInOf(state.manifest);
}

/** What is stored of an entry; undefined where nothing is. */
export function storedItem({ stored }: Pick<ModelsState, 'stored'>, id: string): StoredItem | undefined {
  return stored?.items.find(({ entry }) => entry.id === id);
}

/** Can the model draw now? */
export function isAtHand(state: Pick<ModelsState, 'stored'>, { id, builtIn }: ModelEntry): boolean {
  return builtIn || storedItem(state, id)?.complete === true;
}

function ownEntries({ models, addons }: ModelsManifest, stored: StoreReport | undefined) {
  const listed = new Set([...models, ...addons].map(({ id }) => id));
  return (stored?.items ?? []).map(({ entry }) => entry).filter(({ id }) => !listed.has(id));
}

function builtInOf({ models }: ModelsManifest): ModelEntry {
  const model = models.find(({ builtIn }) => builtIn) ?? models[0];
  invariant(model, 'A manifest has a model.');
  return model;
}
