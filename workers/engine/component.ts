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
  type ByteSource,
  memorySource,
  openSafetensors,
  type SafetensorsFile,
  stateDictOf,
} from '../../core/weights/index.ts';
import type { SessionSource } from '../runtime/index.ts';
import { missing, type ModelFolder, readJson } from './model-folder.ts';

/** The weights of one network and how they are stored. */
export interface Component {
  /** How graphs must be authored to fit the weights. */
  readonly policy: WeightPolicy;
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
  if (file.metadata['format'] !== PACKED_FORMAT) return rawComponent(file, label, policy);
  return packedComponent({ bytes: await source.read(0, source.size), file, label });
}

/**
 * Finds a network's weight file.
 *
 * @throws ArmatureError `file-missing` when there is none of the known names
 */
export async function openWeights(folder: ModelFolder): Promise<{ source: ByteSource; label: string }> {
  for (const name of WEIGHT_FILES) {
    const source = await folder.open(name);
    if (source) return { source, label: `${folder.label}/${name}` };
  }
  throw missing(folder, WEIGHT_FILES[0] ?? 'weights');
}

interface PackedFile {
  readonly bytes: Uint8Array;
  readonly file: SafetensorsFile;
  readonly label: string;
}

function packedComponent({ bytes, file, label }: PackedFile): Component {
  const policy = WEIGHT_POLICIES.find((name) => name === file.metadata['policy']);
  if (!policy) {
    throw new ArmatureError({
      code: 'bad-weights',
      message: `${label} is packed by the policy "${file.metadata['policy'] ?? ''}", which this version does not know.`,
      next: 'Fetch the model again, or update the page.',
    });
  }
  const packed = { bytes, file, label };
  return {
    policy,
    sourceFor: (model, options) => Promise.resolve(bind(model, packed, options?.outputsStay)),
  };
}

function rawComponent(file: SafetensorsFile, label: string, policy: WeightPolicy): Component {
  const shapes = new Map([...file.entries].map(([name, { shape }]) => [name, shape]));
  return {
    policy,
    async sourceFor(model, options) {
      checkWeights(model.weights, shapes, label);
      const { file: bytes } = await packToMemory(planPacking(model.weights, stateDictOf(file), { policy }));
      const packed = await openSafetensors(memorySource(bytes), label);
      return bind(model, { bytes, file: packed, label }, options?.outputsStay);
    },
  };
}

function bind({ graph, component }: AuthoredModel, packed: PackedFile, outputsStay = false): SessionSource {
  const location = `${component}.safetensors`;
  return {
    name: graph.name,
    model: encodeModel(graph, locateInitializers(packed.file, location)),
    weights: { location, data: packed.bytes },
    outputsStay,
  };
}
