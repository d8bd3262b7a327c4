/*
 * Weights made from stored ones: with LoRAs added, or stored in fewer bits. They are kept, so that the same choice is
 * there at once the next time; another choice takes their place.
 */
import * as v from 'valibot';
import { mergeLoras, recognise, requireLayers } from '../../core/checkpoints/index.ts';
import type { LoadProgress, LoraChoice } from '../../core/contract/index.ts';
import {
  type Packing,
  planPacking,
  unpackedStateDict,
  type WeightPolicy,
} from '../../core/quantize/index.ts';
import { openSafetensors, type SafetensorsFile } from '../../core/weights/index.ts';
import { throwIfCancelled } from '../engine/cancel.ts';
import { weightsPath } from '../engine/component.ts';
import { missing, type ModelFolder, readJson, subfolder } from '../engine/model-folder.ts';
import { weightRequests } from '../engine/weight-requests.ts';
import { checkRoom } from './check-room.ts';
import { digestsOf } from './digests.ts';
import type { FileStore } from './file-store.ts';
import type { StoreLocks } from './lock.ts';
import { type OpenedLora, openStoredLora } from './lora-file.ts';
import { folderOf, readRecord } from './record.ts';
import { sha256 } from './sha256.ts';
import { readChecked, writeJson } from './stored-json.ts';
import { storeFolder } from './stored-folder.ts';

/** What is made of which model. */
export interface DerivedOrder {
  readonly store: FileStore;
  readonly locks: StoreLocks;
  readonly id: string;
  readonly folder: ModelFolder;
  readonly loras: readonly LoraChoice[];
  /** How the made weights are stored; as those that they are made from unless given. */
  readonly policy: WeightPolicy | undefined;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: LoadProgress) => void;
}

/** Networks that can be made anew. */
const NETWORKS = ['unet', 'text_encoder', 'controlnet'] as const;
type Network = (typeof NETWORKS)[number];

const derivedSchema = v.object({ digests: v.array(v.string()) });

/**
 * Makes the weights that a choice of LoRAs, or another policy, asks for.
 *
 * @returns a folder that serves them in place of the model's own
 * @throws ArmatureError `file-missing` when a LoRA is not stored, `unsupported-model` when it does not fit the model,
 *   `storage-full`, `cancelled`
 */
export async function openDerived(order: DerivedOrder): Promise<ModelFolder> {
  const { folder, locks, id, signal, policy } = order;
  const loras = await Promise.all(order.loras.map((choice) => openStoredLora(order, choice)));
  const key = await keyOf(order);
  const made = new Map<string, ModelFolder>();
  for (const network of NETWORKS) {
    const touched = loras.some(({ file }) => touches(file, network));
    if (policy === undefined && !touched) continue;
    if (network === 'controlnet' && !(await folder.open('controlnet/config.json'))) continue;
    const path = await weightsPath(subfolder(folder, network));
    const work = (): Promise<ModelFolder> =>
      derive({ ...order, key, network, path: `${network}/${path}` }, loras);
    made.set(`${network}/${path}`, await locks.making(id, signal, work));
  }
  return {
    label: folder.label,
    open: (path) => (made.get(path) ?? folder).open(path),
  };
}

/**
 * Removes what was made for other choices.
 *
 * @param order - the choice that is about to be opened; nothing is kept where it asks for nothing
 */
export async function removeStale(order: DerivedOrder): Promise<void> {
  const { store, id, loras, policy } = order;
  const kept = loras.length > 0 || policy !== undefined ? await keyOf(order) : undefined;
  const place = `${folderOf(id)}/derived`;
  for (const name of await store.names(place)) if (name !== kept) await store.remove(`${place}/${name}`);
}

function touches(file: SafetensorsFile, network: Network): boolean {
  const recognised = recognise(file);
  return recognised.kind === 'lora' && recognised.components.some((component) => component === network);
}

interface MadeOrder extends DerivedOrder {
  readonly key: string;
  readonly network: Network;
  /** Of the network's weights in the model's folder. */
  readonly path: string;
}

async function derive(order: MadeOrder, loras: readonly OpenedLora[]): Promise<ModelFolder> {
  const { store, id, key, network, path, folder, signal } = order;
  const place = `${folderOf(id)}/derived/${key}`;
  const derived = storeFolder(store, place, folder.label);
  const noted = await readChecked(store, `${place}/${network}.json`, derivedSchema);
  const present = noted && (await derived.open(path));
  if (present && (await digestsOf(present, signal)).join() === noted.digests.join()) return derived;
  const packing = await planDerived(order, loras);
  await store.remove(`${place}/${path}`);
  await checkRoom(store, packing.size);
  try {
    await write(order, packing, `${place}/${path}`);
  } catch (error) {
    await store.remove(`${place}/${path}`);
    throw error;
  }
  const written = await derived.open(path);
  if (!written) throw missing(derived, path);
  await writeJson(store, `${place}/${network}.json`, { digests: await digestsOf(written, signal) });
  return derived;
}

async function write(
  { store, network, signal, onProgress }: MadeOrder,
  packing: Packing,
  path: string,
): Promise<void> {
  const writer = await store.writer(path);
  try {
    writer.truncate(packing.size);
    writer.writeAt(0, packing.header);
    for (const [i, step] of packing.steps.entries()) {
      throwIfCancelled(signal);
      for (const { position, bytes } of (await step.pack()).pieces) writer.writeAt(position, bytes);
      onProgress({ phase: 'converting', item: network, bytes: i + 1, totalBytes: packing.steps.length });
    }
    writer.flush();
  } finally {
    writer.close();
  }
}

async function planDerived(
  { folder, network, path, policy: wanted }: MadeOrder,
  loras: readonly OpenedLora[],
): Promise<Packing> {
  const source = await folder.open(path);
  if (!source) throw missing(folder, path);
  const file = await openSafetensors(source, `${folder.label}/${path}`);
  const configFile = `${network}/config.json`;
  const config = await readJson(folder, configFile);
  const policy = wanted ?? (file.metadata['policy'] as WeightPolicy);
  const requests = weightRequests({ network, config, file: configFile, policy });
  const stored = unpackedStateDict(file, requests);
  if (network !== 'controlnet') requireLayers(stored.names(), network, loras);
  const state = network === 'controlnet' ? stored : mergeLoras(stored, network, loras);
  return planPacking(requests, state, { policy });
}

/** Everything that the made weights depend on. */
async function keyOf({ store, id, loras, policy }: DerivedOrder): Promise<string> {
  const record = await readRecord(store, id);
  const bases = await Promise.all(loras.map((lora) => readRecord(store, lora.id)));
  const digests = [record, ...bases].map((base) => base?.files.map((file) => file.digests));
  const digest = await sha256(new TextEncoder().encode(JSON.stringify({ digests, loras, policy })));
  return digest.slice(0, 16);
}
