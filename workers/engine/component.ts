/*
 * One network's weights: a packed file whose tensors are initializers already, or a raw checkpoint that is packed when
 * a graph asks for it.
 */
import type { AuthoredModel } from '../../core/models/index.ts';
import { checkWeights } from '../../core/models/index.ts';
import { encodeModel } from '../../core/onnx/index.ts';
import {
  locateInitializers,
  PACKED_FORMAT,
  packToMemory,
  planPacking,
  WEIGHT_POLICIES,
  type WeightPolicy,
} from '../../core/quantize/index.ts';
import { ArmatureError } from '../../core/result/index.ts';
import {
  memorySource,
  openSafetensors,
  type SafetensorsFile,
  stateDictOf,
} from '../../core/weights/index.ts';
import type { SessionSource } from '../runtime/index.ts';
import { missing, type ModelFolder, type OpenedFile, readJson } from './model-folder.ts';

/** The weights of one network and how they are stored. */
export interface Component {
  /** How graphs must be authored to fit the weights. */
  readonly policy: WeightPolicy;
  /** Length of the weight file. */
  readonly bytes: number;
  /** Joins an authored graph with its weights. */
  sourceFor(model: AuthoredModel, options?: { readonly outputsStay?: boolean }): Promise<SessionSource>;
}

/** The file names that diffusers and transformers give weights, most wanted first. */
const WEIGHT_FILES = [
  'diffusion_pytorch_model.safetensors',
  'model.safetensors',
  'diffusion_pytorch_model.fp16.safetensors',
  'model.fp16.safetensors',
];

/**
 * Packed files below this length stay in memory, since reading them piece by piece takes longer than it saves. Larger
 * ones are left to the runtime, or read for each session and let go.
 */
const KEPT_BYTES = 64 * 2 ** 20;

/** Reads a network's config.json. */
export function readConfig(folder: ModelFolder): Promise<unknown> {
  return readJson(folder, 'config.json');
}

/**
 * Opens a network's weights.
 *
 * @param policy - how to store a raw checkpoint; a packed file brings its own
 * @throws ArmatureError `file-missing` or `bad-weights`
 */
export async function openComponent(folder: ModelFolder, policy: WeightPolicy): Promise<Component> {
  const { source, label } = await openWeights(folder);
  const file = await openSafetensors(source, label);
  const bytes = source.size;
  if (file.metadata['format'] !== PACKED_FORMAT) return rawComponent({ file, label, bytes }, policy);
  return packedComponent({ read: await readerOf(source), file, label, bytes });
}

/**
 * Finds a network's weight file.
 *
 * @throws ArmatureError `file-missing` when there is none of the known names
 */
export async function openWeights(folder: ModelFolder): Promise<{ source: OpenedFile; label: string }> {
  for (const name of WEIGHT_FILES) {
    const source = await folder.open(name);
    if (source) return { source, label: `${folder.label}/${name}` };
  }
  throw missing(folder, WEIGHT_FILES[0] ?? 'weights');
}

/** How the runtime gets the bytes of a packed file. */
async function readerOf(source: OpenedFile): Promise<PackedFile['read']> {
  const { blob, size } = source;
  const whole = (): Promise<Uint8Array> => source.read(0, size);
  if (size < KEPT_BYTES) {
    const kept = await whole();
    return () => Promise.resolve(kept);
  }
  return blob ? () => Promise.resolve(blob) : whole;
}

interface WeightFile {
  readonly file: SafetensorsFile;
  readonly label: string;
  readonly bytes: number;
}

interface PackedFile extends WeightFile {
  /** Gives the whole file. */
  readonly read: () => Promise<Uint8Array | Blob>;
}

function packedComponent(packed: PackedFile): Component {
  const { file, label, bytes } = packed;
  const policy = WEIGHT_POLICIES.find((name) => name === file.metadata['policy']);
  if (!policy) {
    throw new ArmatureError({
      code: 'bad-weights',
      message: `${label} is packed by the policy "${file.metadata['policy'] ?? ''}", which this version does not know.`,
      next: 'Fetch the model again, or update the page.',
    });
  }
  return {
    policy,
    bytes,
    sourceFor: async (model, options) => bind(model, file, await packed.read(), options?.outputsStay),
  };
}

function rawComponent({ file, label, bytes }: WeightFile, policy: WeightPolicy): Component {
  const shapes = new Map([...file.entries].map(([name, { shape }]) => [name, shape]));
  return {
    policy,
    bytes,
    async sourceFor(model, options) {
      checkWeights(model.weights, shapes, label);
      const { file: data } = await packToMemory(planPacking(model.weights, stateDictOf(file), { policy }));
      const packed = await openSafetensors(memorySource(data), label);
      return bind(model, packed, data, options?.outputsStay);
    },
  };
}

function bind(
  { graph, component }: AuthoredModel,
  file: SafetensorsFile,
  data: Uint8Array | Blob,
  outputsStay = false,
): SessionSource {
  const location = `${component}.safetensors`;
  return {
    name: graph.name,
    model: encodeModel(graph, locateInitializers(file, location)),
    weights: { location, data },
    outputsStay,
  };
}
