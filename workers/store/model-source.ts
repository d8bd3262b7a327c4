/*
 * The folder that a load asks for: a model from beside the page or from the store, with what the person put in its place.
 */
import type { LoadProgress, LoadRequest } from '../../core/contract/index.ts';
import type { WeightPolicy } from '../../core/quantize/index.ts';
import type { ModelFolder } from '../engine/model-folder.ts';
import { openDerived } from './derived.ts';
import { fetchFolder } from './fetched-folder.ts';
import type { FileStore } from './file-store.ts';
import { overlay } from './overlay.ts';
import { openStored } from './stored-folder.ts';

/** Which model, from where. */
export interface SourceOrder {
  readonly request: LoadRequest;
  readonly store: FileStore;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: LoadProgress) => void;
}

/** The files of a load. */
export interface ModelSource {
  readonly folder: ModelFolder;
  /** The same model with its weights stored in fewer bits. */
  smaller(policy: WeightPolicy): Promise<ModelFolder>;
}

/**
 * Opens what a load asks for. Everything from the store is compared with its digests first.
 *
 * @throws ArmatureError as fetching, `openStored` and `openDerived` do
 */
export async function openSource({ request, store, signal, onProgress }: SourceOrder): Promise<ModelSource> {
  const { model, page, controlNet, loras = [], previewDecoder } = request;
  const { id, label } = model;
  const others = [
    { start: 'controlnet/', id: controlNet },
    { start: 'preview_decoder/', id: previewDecoder },
  ];
  const replaced: { start: string; folder: ModelFolder }[] = [];
  for (const other of others) {
    if (other.id === undefined) continue;
    const entry = { id: other.id, label: other.id };
    replaced.push({ start: other.start, folder: await openStored({ store, entry, signal, onProgress }) });
  }
  const own = model.builtIn
    ? await fetchFolder({ model, page, signal, onProgress })
    : await openStored({ store, entry: { id, label }, signal, onProgress });
  const made = (policy: WeightPolicy | undefined): Promise<ModelFolder> =>
    openDerived({ store, id, folder: own, loras, policy, signal, onProgress });
  return {
    folder: overlay(loras.length > 0 ? await made(undefined) : own, replaced),
    smaller: async (policy) => overlay(await made(policy), replaced),
  };
}
