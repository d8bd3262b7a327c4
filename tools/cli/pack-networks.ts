/*
 * The weights of a model, network by network, from a checkpoint to a packed file.
 */
import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  authorControlHint,
  authorControlNet,
  authorTextEncoder,
  authorTinyDecoder,
  authorTinyEncoder,
  authorUNet,
  authorVaeDecoder,
  authorVaeEncoder,
  type WeightRequest,
} from '../../core/models/index.ts';
import {
  PACKED_FORMAT,
  type PackedPiece,
  type PackedTensorReport,
  planPacking,
  type WeightPolicy,
} from '../../core/quantize/index.ts';
import { ArmatureError } from '../../core/result/index.ts';
import { openSafetensors, type SafetensorsFile, stateDictOf } from '../../core/weights/index.ts';
import { openWeights } from '../../workers/engine/component.ts';
import { latentFactor, type Model } from '../../workers/engine/model.ts';
import type { ModelFolder } from '../../workers/engine/model-folder.ts';

/** One network of a packed folder. */
export interface PackedNetwork {
  /** Its weights, relative to the folder. */
  readonly path: string;
  /** Length of the file in bytes. */
  readonly size: number;
  readonly tensors: readonly PackedTensorReport[];
}

/** Where the networks of one model lie. */
interface NetworkFolders {
  readonly text_encoder: ModelFolder;
  readonly unet: ModelFolder;
  readonly controlnet: ModelFolder;
  readonly vae: ModelFolder;
}

/** What is packed to where. */
export interface PackOrder {
  readonly model: Model;
  readonly folders: NetworkFolders;
  readonly policy: WeightPolicy;
  /** Folder to write into. */
  readonly out: string;
}

type NetworkName = keyof NetworkFolders;

const FILES: Readonly<Record<NetworkName, string>> = {
  text_encoder: 'text_encoder/model.safetensors',
  unet: 'unet/diffusion_pytorch_model.safetensors',
  controlnet: 'controlnet/diffusion_pytorch_model.safetensors',
  vae: 'vae/diffusion_pytorch_model.safetensors',
};

/** Any size that a UNet can halve: which weights a graph needs does not depend on it. */
const CELLS = 16;

/**
 * Packs the networks of a model.
 *
 * @throws ArmatureError `bad-weights` when a tensor is missing, or the weights are packed already
 */
export async function packNetworks(order: PackOrder): Promise<PackedNetwork[]> {
  const requests = requestsOf(order.model, order.policy);
  const packed: PackedNetwork[] = [];
  for (const name of Object.keys(FILES) as NetworkName[]) {
    const wanted = requests[name];
    if (wanted) packed.push(await packNetwork(order, name, wanted));
  }
  return packed;
}

function requestsOf(
  model: Model,
  policy: WeightPolicy,
): Readonly<Partial<Record<NetworkName, readonly WeightRequest[]>>> {
  const { textEncoder, unet, controlNet, autoencoder } = model;
  const sequenceLength = textEncoder.config.max_position_embeddings;
  const sizes = { policy, batch: 1, height: CELLS, width: CELLS };
  const denoiser = { ...sizes, sequenceLength };
  const pixels = {
    ...sizes,
    height: CELLS * latentFactor(autoencoder),
    width: CELLS * latentFactor(autoencoder),
  };
  const halves =
    autoencoder.kind === 'kl'
      ? [authorVaeEncoder(autoencoder.config, pixels), authorVaeDecoder(autoencoder.config, sizes)]
      : [authorTinyEncoder(autoencoder.config, pixels), authorTinyDecoder(autoencoder.config, sizes)];
  return {
    text_encoder: authorTextEncoder(textEncoder.config, { policy, batch: 1, sequenceLength }).weights,
    unet: authorUNet(unet.config, { ...denoiser, control: true }).weights,
    ...(controlNet && {
      controlnet: [
        ...authorControlHint(controlNet.config, sizes).weights,
        ...authorControlNet(controlNet.config, denoiser).weights,
      ],
    }),
    vae: halves.flatMap(({ weights }) => weights),
  };
}

async function packNetwork(
  { folders, policy, out }: PackOrder,
  name: NetworkName,
  requests: readonly WeightRequest[],
): Promise<PackedNetwork> {
  const { source, label } = await openWeights(folders[name]);
  const file = await openSafetensors(source, label);
  refusePacked(file, label);
  const packing = planPacking(requests, stateDictOf(file), { policy });
  const path = FILES[name];
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
