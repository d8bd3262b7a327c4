/*
 * Weights made from stored ones: with LoRAs added, or stored in fewer bits. They are kept, so that the same choice is
 * there at once the next time; another choice takes their place.
 */
import * as v from 'valibot';
import { mergeLoras, recognise, type WeightedLora } from '../../core/checkpoints/index.ts';
import type { LoadProgress, LoraChoice } from '../../core/contract/index.ts';
import { planPacking, unpackedStateDict, type WeightPolicy } from '../../core/quantize/index.ts';
import { ArmatureError } from '../../core/result/index.ts';
import { openSafetensors, type SafetensorsFile, stateDictOf } from '../../core/weights/index.ts';
import { missing, type ModelFolder, readJson } from '../engine/model-folder.ts';
import { weightRequests } from '../engine/weight-requests.ts';
import { digestsOf } from './digests.ts';
import type { FileStore } from './file-store.ts';
import { folderOf, readRecord } from './record.ts';
import { cancelled } from './remote/attempts.ts';
import { sha256 } from './sha256.ts';
import { readChecked, writeJson } from './stored-json.ts';
import { storeFolder } from './stored-folder.ts';

/** What is made of which model. */
export interface DerivedOrder {
  readonly store: FileStore;
  readonly id: string;
  readonly folder: ModelFolder;
  readonly loras: readonly LoraChoice[];
  /** How the made weights are stored; as those that they are made from unless given. */
  readonly policy: WeightPolicy | undefined;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: LoadProgress) => void;
}

/** Networks that can be made anew, with the file of their weights. */
const NETWORKS = {
  unet: 'unet/diffusion_pytorch_model.safetensors',
  text_encoder: 'text_encoder/model.safetensors',
  controlnet: 'controlnet/diffusion_pytorch_model.safetensors',
} as const;
type Network = keyof typeof NETWORKS;

const derivedSchema = v.object({ key: v.string(), digests: v.array(v.string()) });

interface OpenedLora extends WeightedLora {
  readonly file: SafetensorsFile;
}

/**
 * Makes the weights that a choice of LoRAs, or another policy, asks for.
 *
 * @returns a folder that serves them in place of the model's own
 * @throws ArmatureError `file-missing` when a LoRA is not stored, `unsupported-model` when it does not fit the model,
 *   `storage-full`, `cancelled`
 */
export async function openDerived(order: DerivedOrder): Promise<ModelFolder> {
  const loras = await Promise.all(order.loras.map((choice) => openLora(order, choice)));
  const made = new Map<string, ModelFolder>();
  for (const network of Object.keys(NETWORKS) as Network[]) {
    if (order.policy === undefined && !loras.some(({ file }) => touches(file, network))) continue;
    if (!(await order.folder.open(NETWORKS[network]))) continue;
    const folder = await derive(order, network, loras);
    made.set(NETWORKS[network], folder);
  }
  return {
    label: order.folder.label,
    open: (path) => (made.get(path) ?? order.folder).open(path),
  };
}

async function openLora({ store }: DerivedOrder, { id, weight }: LoraChoice): Promise<OpenedLora> {
  const record = await readRecord(store, id);
  const source = await store.open(`${folderOf(id)}/lora.safetensors`);
  if (!record || !source) {
    throw new ArmatureError({
      code: 'file-missing',
      message: `The LoRA ${id} is not stored on this device.`,
      next: 'Download it, or leave it out.',
    });
  }
  const file = await openSafetensors(source, record.entry.label);
  return { file, state: stateDictOf(file), weight, metadata: file.metadata };
}

function touches(file: SafetensorsFile, network: Network): boolean {
  const recognised = recognise(file);
  return recognised.kind === 'lora' && recognised.components.some((component) => component === network);
}

async function derive(
  order: DerivedOrder,
  network: Network,
  loras: readonly OpenedLora[],
): Promise<ModelFolder> {
  const { store, id, folder, signal, onProgress } = order;
  const path = NETWORKS[network];
  const place = `${folderOf(id)}/derived`;
  const derived = storeFolder(store, place, folder.label);
  const key = await keyOf(order);
  const noted = await readChecked(store, `${place}/${network}.json`, derivedSchema);
  const present = await derived.open(path);
  if (present && noted?.key === key) {
    const digests = await digestsOf(present, signal);
    if (digests.join() === noted.digests.join()) return derived;
  }
  await store.remove(`${place}/${network}.json`);
  const packing = await planDerived(order, network, loras);
  const writer = await store.writer(`${place}/${path}`);
  try {
    writer.truncate(packing.size);
    writer.writeAt(0, packing.header);
    for (const [i, step] of packing.steps.entries()) {
      if (signal.aborted) throw cancelled();
      for (const { position, bytes } of (await step.pack()).pieces) writer.writeAt(position, bytes);
      onProgress({ phase: 'converting', item: network, bytes: i + 1, totalBytes: packing.steps.length });
    }
    writer.flush();
  } finally {
    writer.close();
  }
  const written = await derived.open(path);
  if (!written) throw missing(derived, path);
  await writeJson(store, `${place}/${network}.json`, { key, digests: await digestsOf(written, signal) });
  return derived;
}

async function planDerived(order: DerivedOrder, network: Network, loras: readonly OpenedLora[]) {
  const { folder } = order;
  const path = NETWORKS[network];
  const source = await folder.open(path);
  if (!source) throw missing(folder, path);
  const file = await openSafetensors(source, `${folder.label}/${path}`);
  const configFile = `${network}/config.json`;
  const config = await readJson(folder, configFile);
  const policy = order.policy ?? (file.metadata['policy'] as WeightPolicy);
  const requests = weightRequests({ network, config, file: configFile, policy });
  const stored = unpackedStateDict(file, requests);
  const state = network === 'controlnet' ? stored : mergeLoras(stored, network, loras);
  return planPacking(requests, state, { policy });
}

/** Everything that the made weights depend on. */
async function keyOf({ store, id, loras, policy }: DerivedOrder): Promise<string> {
  const record = await readRecord(store, id);
  const bases = await Promise.all(loras.map((lora) => readRecord(store, lora.id)));
  const digests = [record, ...bases].map((base) => base?.files.map((file) => file.digests));
  return sha256(new TextEncoder().encode(JSON.stringify({ digests, loras, policy })));
}
