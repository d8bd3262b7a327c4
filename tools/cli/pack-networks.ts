/*
 * The weights of a model, network by network, from a checkpoint to a packed file.
 */
import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  PACKED_FORMAT,
  type PackedPiece,
  type PackedTensorReport,
  planPacking,
  type WeightPolicy,
} from '../../core/quantize/index.ts';
import { ArmatureError } from '../../core/result/index.ts';
import { openSafetensors, type SafetensorsFile } from '../../core/weights/index.ts';
import { checkpointState } from '../../workers/engine/checkpoint-state.ts';
import { openWeights, readConfig } from '../../workers/engine/component.ts';
import type { ModelFolder } from '../../workers/engine/model-folder.ts';
import { NETWORK_FOLDERS, type NetworkFolder, weightRequests } from '../../workers/engine/weight-requests.ts';

/** One network of a packed folder. */
export interface PackedNetwork {
  /** Its weights, relative to the folder. */
  readonly path: string;
  /** Length of the file in bytes. */
  readonly size: number;
  readonly tensors: readonly PackedTensorReport[];
}

/** What is packed to where. */
export interface PackOrder {
  /** Where the networks lie; those that are absent are left out. */
  readonly folders: Readonly<Partial<Record<NetworkFolder, ModelFolder>>>;
  readonly policy: WeightPolicy;
  /** Folder to write into. */
  readonly out: string;
}

/** Names that are not the usual one. */
const FILES: Readonly<Partial<Record<NetworkFolder, string>>> = {
  text_encoder: 'model.safetensors',
  safety_checker: 'model.safetensors',
};

/**
 * Packs the networks of a model.
 *
 * @throws ArmatureError `bad-weights` when a tensor is missing, or the weights are packed already; `bad-config`
 */
export async function packNetworks(order: PackOrder): Promise<PackedNetwork[]> {
  const packed: PackedNetwork[] = [];
  for (const network of NETWORK_FOLDERS) {
    const folder = order.folders[network];
    if (folder) packed.push(await packNetwork(order, network, folder));
  }
  return packed;
}

async function packNetwork(
  { policy, out }: PackOrder,
  network: NetworkFolder,
  folder: ModelFolder,
): Promise<PackedNetwork> {
  const { source, label } = await openWeights(folder);
  const file = await openSafetensors(source, label);
  refusePacked(file, label);
  const config = await readConfig(folder);
  const requests = weightRequests({ network, config, file: `${folder.label}/config.json`, policy });
  const wanted = requests.map(({ tensor }) => tensor);
  const state = checkpointState(file, { network: network === 'preview_decoder' ? 'vae' : network, wanted });
  const packing = planPacking(requests, state, { policy });
  const path = `${network}/${FILES[network] ?? 'diffusion_pytorch_model.safetensors'}`;
  const target = join(out, path);
  await mkdir(dirname(target), { recursive: true });
  const handle = await open(target, 'w');
  try {
    const tensors: PackedTensorReport[] = [];
    await writeAt(handle, { position: 0, bytes: packing.header });
    for (const step of packing.steps) {
      const { pieces, report } = await step.pack();
      for (const piece of pieces) await writeAt(handle, piece);
      tensors.push(report);
    }
    return { path, size: packing.size, tensors };
  } finally {
    await handle.close();
  }
}

async function writeAt(handle: FileHandle, { position, bytes }: PackedPiece): Promise<void> {
  let written = 0;
  while (written < bytes.length) {
    const { bytesWritten } = await handle.write(bytes, written, bytes.length - written, position + written);
    written += bytesWritten;
  }
}

function refusePacked({ metadata }: SafetensorsFile, label: string): void {
  if (metadata['format'] !== PACKED_FORMAT) return;
  throw new ArmatureError({
    code: 'bad-weights',
    message: `${label} is packed already.`,
    next: 'Give the checkpoint that it was packed from.',
  });
}
