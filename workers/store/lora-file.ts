/*
 * The file of a LoRA, from beside the page or from the store.
 */
import { recognise, type WeightedLora } from '../../core/checkpoints/index.ts';
import type { LoadProgress, LoraChoice } from '../../core/contract/index.ts';
import type { LoraEntry } from '../../core/manifest/index.ts';
import { ArmatureError } from '../../core/result/index.ts';
import { words } from '../../core/words/index.ts';
import { openSafetensors, type SafetensorsFile, stateDictOf } from '../../core/weights/index.ts';
import { missing, type ModelFolder } from '../engine/model-folder.ts';
import { fetchFolder } from './fetched-folder.ts';
import type { FileStore } from './file-store.ts';
import { openStored } from './stored-folder.ts';

/** A LoRA with its file. */
export interface OpenedLora extends WeightedLora {
  readonly file: SafetensorsFile;
}

interface Order {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: LoadProgress) => void;
}

/**
 * Opens a stored LoRA.
 *
 * @throws ArmatureError `file-missing` when it is not stored, `unsupported-model` when it is none, `bad-weights`, `cancelled`
 */
export async function openStoredLora(
  { store, signal, onProgress }: Order & { readonly store: FileStore },
  { id, weight }: LoraChoice,
): Promise<OpenedLora> {
  const entry = { id, label: `The LoRA ${id}` };
  return openIn(await openStored({ store, entry, signal, onProgress }), { id, weight });
}

/**
 * Fetches a LoRA that comes with the page.
 *
 * @param page - address that the entry's `base` is relative to, ending in a slash
 * @throws ArmatureError as `fetchFolder`; `unsupported-model` when it is none
 */
export async function fetchLora(
  { page, signal, onProgress }: Order & { readonly page: string },
  entry: LoraEntry,
  weight: number,
): Promise<OpenedLora> {
  return openIn(await fetchFolder({ model: entry, page, signal, onProgress }), { id: entry.id, weight });
}

async function openIn(folder: ModelFolder, { id, weight }: LoraChoice): Promise<OpenedLora> {
  const source = await folder.open('lora.safetensors');
  if (!source) throw missing(folder, 'lora.safetensors');
  const file = await openSafetensors(source, id);
  const recognised = recognise(file);
  if (recognised.kind === 'refused') throw new ArmatureError(recognised.failure);
  if (recognised.kind !== 'lora') {
    throw new ArmatureError({
      code: 'unsupported-model',
      message: words`The file of ${id} is no LoRA.`,
      next: words`Use another LoRA.`,
    });
  }
  return { file, state: stateDictOf(file), weight, metadata: file.metadata };
}
