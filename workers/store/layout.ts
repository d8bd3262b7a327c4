/*
 * How a source file becomes a stored one: weights are packed, everything else is copied as it is.
 */
import {
  PACKED_FORMAT,
  type PackedPiece,
  planPacking,
  type WeightPolicy,
} from '../../core/quantize/index.ts';
import { type ByteSource, openSafetensors, type SafetensorsFile } from '../../core/weights/index.ts';
import { checkpointState } from '../engine/checkpoint-state.ts';
import { NETWORK_FOLDERS, type NetworkFolder, weightRequests } from '../engine/weight-requests.ts';

/** A stored file before it is written. */
export interface Layout {
  /** Length of the stored file in bytes. */
  readonly size: number;
  /** Its first bytes. */
  readonly header: Uint8Array;
  /** What writes the rest, in the order in which the source is read from front to back. */
  readonly steps: readonly LayoutStep[];
  /** Are nearly all of the source's bytes needed? Then it is worth while to read all, and to check its digest. */
  readonly whole: boolean;
}

/** A piece of the work that is done whole or not at all. */
export interface LayoutStep {
  run(): Promise<readonly PackedPiece[]>;
}

/** What is stored, and how. */
export interface LayoutOrder {
  /** Place in the model's folder. */
  readonly path: string;
  readonly source: ByteSource;
  /** For messages. */
  readonly label: string;
  readonly policy: WeightPolicy;
  /** Reads the network's config.json. */
  readonly config: () => Promise<unknown>;
  /** The half of an autoencoder that is wanted; both unless given. */
  readonly half?: 'decoder' | 'encoder' | undefined;
}

const COPY_BYTES = 8 * 2 ** 20;
const NEARLY_ALL = 0.9;

/**
 * Lays out one file.
 *
 * @throws ArmatureError `bad-weights` when the source is no safetensors file or lacks a tensor, `bad-config`
 */
export async function layOut(order: LayoutOrder): Promise<Layout> {
  const network = networkOf(order.path);
  if (!network) return copyOf(order.source);
  const file = await openSafetensors(order.source, order.label);
  if (file.metadata['format'] === PACKED_FORMAT) return copyOf(order.source);
  return packingOf(order, file, network);
}

/** The network that a file holds the weights of. */
function networkOf(path: string): NetworkFolder | undefined {
  if (!path.endsWith('.safetensors')) return undefined;
  return NETWORK_FOLDERS.find((folder) => path.startsWith(`${folder}/`));
}

/** Does a file hold weights, so that it may be large? */
export function holdsWeights(path: string): boolean {
  return networkOf(path) !== undefined || path.endsWith('.onnx');
}

function copyOf(source: ByteSource): Layout {
  const steps: LayoutStep[] = [];
  for (let start = 0; start < source.size; start += COPY_BYTES) {
    const end = Math.min(source.size, start + COPY_BYTES);
    steps.push({ run: async () => [{ position: start, bytes: await source.read(start, end) }] });
  }
  return { size: source.size, header: new Uint8Array(), steps, whole: true };
}

async function packingOf(
  { path, source, policy, half, config }: LayoutOrder,
  file: SafetensorsFile,
  network: NetworkFolder,
): Promise<Layout> {
  const requests = weightRequests({
    network,
    config: await config(),
    file: `${path.slice(0, path.indexOf('/'))}/config.json`,
    policy,
    half,
  });
  const wanted = [...new Set(requests.map(({ tensor }) => tensor))];
  const state = checkpointState(file, { network: network === 'preview_decoder' ? 'vae' : network, wanted });
  const { size, header, steps } = planPacking(requests, state, { policy });
  return {
    size,
    header,
    steps: steps.map((step) => ({ run: async () => (await step.pack()).pieces })),
    whole: source.size > 0 && wanted.length >= NEARLY_ALL * file.entries.size,
  };
}
