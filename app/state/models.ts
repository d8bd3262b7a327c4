import { createStore, type StoreApi } from 'zustand/vanilla';
import type {
  ImportReport,
  LoraChoice,
  StoredItem,
  StoreProgress,
  StoreReport,
} from '../../core/contract/index.ts';
import {
  type AddonEntry,
  listedEntries,
  type LoraEntry,
  type ModelEntry,
  type ModelsManifest,
  type Sampling,
  type StorableEntry,
} from '../../core/manifest/index.ts';
import type { LocalDrawing } from '../../core/remote/index.ts';
import { invariant } from '../../core/result/index.ts';
import type { Failure } from '../../core/result/index.ts';

/** A model or addon on its way into the store. */
export type Transfer =
  | { readonly at: 'running'; readonly progress?: StoreProgress }
  | { readonly at: 'failed'; readonly failure: Failure };

/** A file of the person on its way into the store, or what became of it. */
export type FileImport = { readonly name: string } & (
  | { readonly at: 'waiting' }
  | { readonly at: 'running'; readonly progress?: StoreProgress }
  | { readonly at: 'done'; readonly report: ImportReport }
  | { readonly at: 'failed'; readonly failure: Failure }
);

/** What holds over a reload. */
export interface ModelChoice {
  /** Id of the model that draws. */
  readonly activeId: string;
  /** Id of a stored ControlNet instead of the model's own; undefined for that one. */
  readonly controlNet: string | undefined;
  /** LoRAs that the model draws with. */
  readonly loras: readonly LoraChoice[];
  /** Address of a mirror in the place of the manifest's hub, ending in a slash. */
  readonly hub: string | undefined;
}

/** A LoRA with the settings that it was made for. */
export type PresetAddon = LoraEntry & { readonly preset: NonNullable<LoraEntry['preset']> };

/** Which models there are, which are on this device, and which one draws. */
export interface ModelsState extends ModelChoice {
  readonly manifest: ModelsManifest;
  /** Undefined until the library has answered. */
  readonly stored: StoreReport | undefined;
  /** By id. */
  readonly transfers: Readonly<Record<string, Transfer>>;
  /** Files that the person brought since the page was opened. */
  readonly imports: readonly FileImport[];
  /** Why it is not known what is stored. */
  readonly unlisted: Failure | undefined;
  /** Did the browser promise to keep what is stored? */
  readonly persistence: 'unasked' | 'granted' | 'refused';
  /** What the dialog said last. */
  readonly note: string;
  readonly dialogOpen: boolean;
}

/** The models' store. */
export type ModelsStore = StoreApi<ModelsState>;

/** Makes the store; the model that comes with the page draws until another one is chosen. */
export function createModelsStore(manifest: ModelsManifest, chosen: Partial<ModelChoice> = {}): ModelsStore {
  return createStore<ModelsState>(() => ({
    manifest,
    activeId: builtInOf(manifest).id,
    controlNet: undefined,
    loras: [],
    hub: undefined,
    ...chosen,
    stored: undefined,
    transfers: {},
    imports: [],
    unlisted: undefined,
    persistence: 'unasked',
    note: '',
    dialogOpen: false,
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
  return [...manifest.addons, ...ownEntries(manifest, stored).filter(isAddon)];
}

function isAddon(entry: StorableEntry): entry is AddonEntry {
  return !['model', 'detector', 'upscaler'].includes(entry.kind);
}

/** The model that draws. */
export function activeModel(state: Pick<ModelsState, 'manifest' | 'stored' | 'activeId'>): ModelEntry {
  return allModels(state).find(({ id }) => id === state.activeId) ?? builtInOf(state.manifest);
}

/** The hub in use. */
export function hubOf({ hub, manifest }: Pick<ModelsState, 'hub' | 'manifest'>): string {
  return hub ?? manifest.hub;
}

/** The entry of an id: a model, an addon, a detector or an upscaler. */
export function entryOf(
  state: Pick<ModelsState, 'manifest' | 'stored'>,
  id: string,
): StorableEntry | undefined {
  const { manifest, stored } = state;
  return [...listedEntries(manifest), ...ownEntries(manifest, stored)].find((entry) => entry.id === id);
}

/** The LoRAs that fit the model that draws. */
export function fittingLoras(
  state: Pick<ModelsState, 'manifest' | 'stored' | 'activeId'>,
): readonly LoraEntry[] {
  const { id, builtIn } = activeModel(state);
  const fits = ({ models }: LoraEntry): boolean => (models ? models.includes(id) : !builtIn);
  return allAddons(state).filter((addon): addon is LoraEntry => addon.kind === 'lora' && fits(addon));
}

/** Those of them that bring settings with them. */
export function presetAddons(
  state: Pick<ModelsState, 'manifest' | 'stored' | 'activeId'>,
): readonly PresetAddon[] {
  return fittingLoras(state).filter((addon): addon is PresetAddon => !!addon.preset);
}

/** The preset in use; undefined for the model's own settings. */
export function presetInUse(
  state: Pick<ModelsState, 'manifest' | 'stored' | 'activeId' | 'loras'>,
): PresetAddon | undefined {
  return presetAddons(state).find(({ id }) => state.loras.some((lora) => lora.id === id));
}

/** The settings that the preset in use, or else the model, was distilled to; undefined where others do as well. */
export function distilledTo(
  state: Pick<ModelsState, 'manifest' | 'stored' | 'activeId' | 'loras'>,
): Sampling | undefined {
  const preset = presetInUse(state)?.preset;
  if (preset) return preset.distilled ? preset : undefined;
  const { defaults, distilled } = activeModel(state);
  return distilled ? defaults : undefined;
}

/** What pictures are drawn with on this device, beyond what comes with the page, by the names that people know. */
export function drawnWith(state: ModelsState): LocalDrawing {
  const model = activeModel(state);
  const preset = presetInUse(state);
  const labelOf = (id: string): string => entryOf(state, id)?.label ?? id;
  return {
    model: model.builtIn ? undefined : model.label,
    controlNet: state.controlNet && labelOf(state.controlNet),
    loras: state.loras.filter(({ id }) => id !== preset?.id).map(({ id }) => labelOf(id)),
    sampling: preset?.preset ?? distilledTo(state),
  };
}

/** Id of the decoder that makes previews; undefined where the model does it by itself. */
export function previewDecoderOf(
  state: Pick<ModelsState, 'manifest' | 'stored' | 'activeId'>,
): string | undefined {
  if (activeModel(state).builtIn) return undefined;
  return allAddons(state).find(({ id, kind }) => kind === 'preview-decoder' && isComplete(state, id))?.id;
}

/** The safety checker that the manifest offers. */
export function checkerOf({ manifest }: Pick<ModelsState, 'manifest'>): AddonEntry | undefined {
  return manifest.addons.find(({ kind }) => kind === 'safety-checker');
}

/** Id of the safety checker, where it is stored. One that cannot be read counts: pictures then say that it failed. */
export function storedCheckerOf(state: Pick<ModelsState, 'manifest' | 'stored'>): string | undefined {
  const id = checkerOf(state)?.id;
  if (id === undefined) return undefined;
  return isComplete(state, id) || state.stored?.unreadable.includes(id) ? id : undefined;
}

/** Is the whole of an entry stored? */
export function isComplete(state: Pick<ModelsState, 'stored'>, id: string): boolean {
  return storedItem(state, id)?.complete === true;
}

/** Can an entry be used now? It comes with the page, or the whole of it is stored. */
export function isReady(state: Pick<ModelsState, 'manifest' | 'stored'>, id: string): boolean {
  const entry = entryOf(state, id);
  return (entry && 'builtIn' in entry && entry.builtIn) || isComplete(state, id);
}

/** Does the pose count? Not with a model that brings no ControlNet, unless the person has chosen one. */
export function followsPose(
  state: Pick<ModelsState, 'manifest' | 'stored' | 'activeId' | 'controlNet'>,
): boolean {
  const { files } = activeModel(state);
  return state.controlNet !== undefined || files.some(({ path }) => path.startsWith('controlnet/'));
}

/** Stored ControlNets that the model may draw with instead of its own: addons, and those of other models. */
export function controlNetSources(
  state: Pick<ModelsState, 'manifest' | 'stored' | 'activeId'>,
): readonly StorableEntry[] {
  const active = activeModel(state);
  const models = allModels(state).filter(
    ({ id, files }) => id !== active.id && files.some(({ path }) => path.startsWith('controlnet/')),
  );
  const addons = allAddons(state).filter(({ kind }) => kind === 'controlnet');
  return [...addons, ...models].filter(({ id }) => isComplete(state, id));
}

/** Does the model draw with it, or is it that model? */
export function isInUse(state: ModelsState, id: string): boolean {
  const { controlNet, loras } = state;
  const parts = [activeModel(state).id, controlNet, previewDecoderOf(state), ...loras.map((lora) => lora.id)];
  return parts.includes(id);
}

/** What is stored of an entry; undefined where nothing is. */
export function storedItem({ stored }: Pick<ModelsState, 'stored'>, id: string): StoredItem | undefined {
  return stored?.items.find(({ entry }) => entry.id === id);
}

/** Can the model draw now? */
export function isAtHand(state: Pick<ModelsState, 'stored'>, { id, builtIn }: ModelEntry): boolean {
  return builtIn || isComplete(state, id);
}

/** What the person brought. */
function ownEntries(manifest: ModelsManifest, stored: StoreReport | undefined): readonly StorableEntry[] {
  const listed = new Set(listedEntries(manifest).map(({ id }) => id));
  return (stored?.items ?? []).map(({ entry }) => entry).filter(({ id }) => !listed.has(id));
}

/** The model that comes with the page. */
export function builtInOf({ models }: ModelsManifest): ModelEntry {
  const model = models.find(({ builtIn }) => builtIn) ?? models[0];
  invariant(model, 'A manifest has a model.');
  return model;
}
