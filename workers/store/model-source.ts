/*
 * The folder that a load asks for: a model from beside the page or from the store, with what the person put in its place.
 */
import type { WeightedLora } from '../../core/checkpoints/index.ts';
import type { LoadProgress, LoadRequest } from '../../core/contract/index.ts';
import { WEIGHT_POLICIES, type WeightPolicy } from '../../core/quantize/index.ts';
import type { ModelFolder } from '../engine/model-folder.ts';
import { type DerivedOrder, openDerived, removeStale } from './derived.ts';
import { fetchFolder } from './fetched-folder.ts';
import type { FileStore } from './file-store.ts';
import type { StoreLocks } from './lock.ts';
import { fetchLora, openStoredLora } from './lora-file.ts';
import { overlay } from './overlay.ts';
import { readRecord } from './record.ts';
import { openStored } from './stored-folder.ts';

/** Which model, from where. */
export interface SourceOrder {
  readonly request: LoadRequest;
  readonly store: FileStore;
  readonly locks: StoreLocks;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: LoadProgress) => void;
}

/** The files of a load. */
export interface ModelSource {
  readonly folder: ModelFolder;
  /** To be added to the weights as sessions are made of them; what is stored has its LoRAs in it already. */
  readonly loras: readonly WeightedLora[];
  /** Ways to store the weights that take less, the largest first; none for a model that comes with the page. */
  readonly smallerPolicies: readonly WeightPolicy[];
  /** The same model with its weights stored in fewer bits. */
  smaller(policy: WeightPolicy): Promise<ModelFolder>;
  /** Lets the files go: from here on they may be removed. */
  readonly release: () => void;
}

/** The ids of all that a load takes from the store. */
function storedParts({
  model,
  controlNet,
  loras = [],
  pageLoras = [],
  previewDecoder,
}: LoadRequest): string[] {
  const stored = loras.map(({ id }) => id).filter((id) => !pageLoras.some((lora) => lora.id === id));
  const addons = [controlNet, previewDecoder, ...stored].filter((id) => id !== undefined);
  return model.builtIn ? addons : [model.id, ...addons];
}

/** Tells loads apart: another version of a stored part is another load. */
export async function versionOf(store: FileStore, request: LoadRequest): Promise<string> {
  const records = await Promise.all(storedParts(request).map((id) => readRecord(store, id)));
  return JSON.stringify(records.map((record) => record?.files.map(({ digests }) => digests[0])));
}

/**
 * Opens what a load asks for. Everything from the store is compared with its digests first, and stays there until it is
 * released.
 *
 * @throws ArmatureError as fetching, `openStored` and `openDerived` do
 */
export async function openSource(order: SourceOrder): Promise<ModelSource> {
  const { request, store, locks, signal, onProgress } = order;
  const { model } = request;
  const { id, label } = model;
  if (model.builtIn) return openBuiltIn(order);
  const derived = (policy: WeightPolicy | undefined, folder: ModelFolder): DerivedOrder => ({
    ...{ store, locks, id, folder, policy, signal, onProgress },
    loras: request.loras ?? [],
  });
  const nothing: ModelFolder = { label, open: () => Promise.resolve(undefined) };
  await locks.unlessUsed(id, () => removeStale(derived(undefined, nothing)));
  const { replaced, release } = await openParts(order);
  try {
    const own = await openStored({ store, entry: { id, label }, signal, onProgress });
    const folder =
      derived(undefined, own).loras.length > 0 ? await openDerived(derived(undefined, own)) : own;
    const stored = (await readRecord(store, id))?.policy ?? 'f32';
    const smallerPolicies = WEIGHT_POLICIES.slice(WEIGHT_POLICIES.indexOf(stored) + 1);
    return {
      folder: overlay(folder, replaced),
      loras: [],
      smallerPolicies: smallerPolicies.filter((policy) => model.policies.includes(policy)),
      smaller: async (policy) => overlay(await openDerived(derived(policy, own)), replaced),
      release,
    };
  } catch (error) {
    release();
    throw error;
  }
}

/** A model from beside the page. It is small: its LoRAs are added anew at every load, and nothing of it is kept. */
async function openBuiltIn(order: SourceOrder): Promise<ModelSource> {
  const { request, signal, onProgress } = order;
  const { model, page, loras = [], pageLoras = [] } = request;
  const folder = await fetchFolder({ model, page, signal, onProgress });
  const { replaced, release } = await openParts(order);
  try {
    const opened = loras.map((choice) => {
      const entry = pageLoras.find(({ id }) => id === choice.id);
      return entry
        ? fetchLora({ page, signal, onProgress }, entry, choice.weight)
        : openStoredLora(order, choice);
    });
    return {
      folder: overlay(folder, replaced),
      loras: await Promise.all(opened),
      smallerPolicies: [],
      smaller: () => Promise.resolve(folder),
      release,
    };
  } catch (error) {
    release();
    throw error;
  }
}

type Parts = Parameters<typeof overlay>[1];

async function openParts({ request, store, locks, signal, onProgress }: SourceOrder): Promise<{
  readonly replaced: Parts;
  readonly release: () => void;
}> {
  const release = await locks.using(storedParts(request), signal);
  const others = [
    { start: 'controlnet/', id: request.controlNet },
    { start: 'preview_decoder/', id: request.previewDecoder },
  ];
  const replaced: { start: string; folder: ModelFolder }[] = [];
  try {
    for (const { start, id } of others) {
      if (id === undefined) continue;
      const folder = await openStored({ store, entry: { id, label: id }, signal, onProgress });
      replaced.push({ start, folder });
    }
    return { replaced, release };
  } catch (error) {
    release();
    throw error;
  }
}
