/*
 * One network's weights: a packed file whose tensors are initializers already, or a raw checkpoint that is packed when
 * a graph asks for it.
 */
import { mergeLoras, requireLayers, type WeightedLora } from '../../core/checkpoints/index.ts';
import type { AuthoredModel } from '../../core/models/index.ts';
import { checkWeights } from '../../core/models/index.ts';
import { encodeModel } from '../../core/onnx/index.ts';
import {
  locateInitializers,
  PACKED_FORMAT,
  packedNames,
  packToMemory,
  planPacking,
  unpackedStateDict,
  WEIGHT_POLICIES,
  type WeightPolicy,
} from '../../core/quantize/index.ts';
import { ArmatureError } from '../../core/result/index.ts';
import {
  memorySource,
  openSafetensors,
  type SafetensorsFile,
  type StateDict,
  stateDictOf,
} from '../../core/weights/index.ts';
import { words } from '../../core/words/index.ts';
import type { SessionSource } from '../runtime/index.ts';
import { checkpointState } from './checkpoint-state.ts';
import { missing, type ModelFolder, type OpenedFile, readJson } from './model-folder.ts';

/** The weights of one network and how they are stored. */
export interface Component {
  /** How graphs must be authored to fit the weights. */
  readonly policy: WeightPolicy;
  /** Length of the weight file. */
  readonly bytes: number;
  /** Joins an authored graph with its weights. */
  sourceFor(
    model: AuthoredModel,
    options?: { readonly outputsStay?: boolean },
  ): Promise<Required<SessionSource>>;
}

/** The file names that diffusers and transformers give weights, most wanted first. */
const WEIGHT_FILES: readonly [string, ...string[]] = [
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

/** How weights are brought into the form of our graphs. */
export interface Preparation {
  /** How to store a raw checkpoint; a packed file brings its own. */
  readonly policy: WeightPolicy;
  /** Added to the weights; those of a packed file are unpacked for it, and packed again as they were. */
  readonly loras?: readonly WeightedLora[];
}

/** Reads a network's config.json. */
export function readConfig(folder: ModelFolder): Promise<unknown> {
  return readJson(folder, 'config.json');
}

/**
 * Opens a network's weights.
 *
 * @throws ArmatureError `file-missing` or `bad-weights`
 */
export async function openComponent(folder: ModelFolder, preparation: Preparation): Promise<Component> {
  return componentOf(await openWeights(folder), preparation);
}

/** Opens a part of a network's weights that may lie in a file of its own; undefined where it does not. */
export async function openHalf(
  folder: ModelFolder,
  name: string,
  preparation: Preparation,
): Promise<Component | undefined> {
  const source = await folder.open(name);
  return source && componentOf({ source, label: `${folder.label}/${name}` }, preparation);
}

async function componentOf(
  { source, label }: { readonly source: OpenedFile; readonly label: string },
  preparation: Preparation,
): Promise<Component> {
  const file = await openSafetensors(source, label);
  const bytes = source.size;
  if (file.metadata['format'] !== PACKED_FORMAT) return rawComponent({ file, label, bytes }, preparation);
  return packedComponent({ read: await readerOf(source), file, label, bytes }, preparation.loras);
}

/**
 * Finds a network's weight file.
 *
 * @throws ArmatureError `file-missing` when there is none of the known names
 */
export async function openWeights(folder: ModelFolder): Promise<{ source: OpenedFile; label: string }> {
  const name = await weightsPath(folder);
  const source = await folder.open(name);
  if (!source) throw missing(folder, name);
  return { source, label: `${folder.label}/${name}` };
}

/**
 * Tells the name of a network's weight file.
 *
 * @throws ArmatureError `file-missing` when there is none of the known names
 */
export async function weightsPath(folder: ModelFolder): Promise<string> {
  for (const name of WEIGHT_FILES) if (await folder.open(name)) return name;
  throw missing(folder, WEIGHT_FILES[0]);
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

function packedComponent(packed: PackedFile, loras: readonly WeightedLora[] = []): Component {
  const { file, label, bytes } = packed;
  const policy = WEIGHT_POLICIES.find((name) => name === file.metadata['policy']);
  if (!policy) {
    throw new ArmatureError({
      code: 'bad-weights',
      message: words`${label} is packed by the policy "${file.metadata['policy'] ?? ''}", which this version does not know.`,
      next: words`Fetch the model again, or update the page.`,
    });
  }
  return {
    policy,
    bytes,
    async sourceFor(model, options) {
      requireStored(model, packed);
      if (loras.length === 0) return bind(model, file, await packed.read(), options?.outputsStay);
      const state = unpackedStateDict(file, model.weights);
      const names = packedNames(file);
      return packAndBind(model, { state, names, loras, policy, label }, options?.outputsStay);
    },
  };
}

/** @throws ArmatureError `file-missing` when the graph needs tensors that were not stored */
function requireStored({ graph, weights }: AuthoredModel, { file, label }: PackedFile): void {
  const needed = weights.flatMap(({ stored }) => stored.map(({ name }) => name));
  const lacking = needed.find((name) => !file.entries.has(name));
  if (lacking === undefined) return;
  throw new ArmatureError({
    code: 'file-missing',
    message: words`What ${graph.name} needs is not stored: ${label} has no ${lacking}.`,
    next: words`Fetch the rest of the model.`,
  });
}

function rawComponent({ file, label, bytes }: WeightFile, { policy, loras = [] }: Preparation): Component {
  return {
    policy,
    bytes,
    async sourceFor(model, options) {
      const wanted = model.weights.map(({ tensor }) => tensor);
      const { component } = model;
      // Detectors and upscalers have one spelling.
      const state =
        component === 'detector' || component === 'upscaler'
          ? stateDictOf(file)
          : checkpointState(file, { network: component, wanted });
      checkWeights(model.weights, (tensor) => state.shapeOf(tensor), label);
      const names = state.names();
      return packAndBind(model, { state, names, loras, policy, label }, options?.outputsStay);
    },
  };
}

interface Unpacked extends Required<Preparation> {
  readonly state: StateDict;
  /** Of all the network's tensors, of which the graph may need a few. */
  readonly names: Iterable<string>;
  readonly label: string;
}

async function packAndBind(
  model: AuthoredModel,
  { state, names, loras, policy, label }: Unpacked,
  outputsStay?: boolean,
): Promise<Required<SessionSource>> {
  const { component } = model;
  const takesLoras = component === 'unet' || component === 'text_encoder';
  if (takesLoras) requireLayers(names, component, loras);
  const merged = takesLoras ? mergeLoras(state, component, loras) : state;
  const { file: data } = await packToMemory(planPacking(model.weights, merged, { policy }));
  return bind(model, await openSafetensors(memorySource(data), label), data, outputsStay);
}

function bind(
  { graph, component }: AuthoredModel,
  file: SafetensorsFile,
  data: Uint8Array | Blob,
  outputsStay = false,
): Required<SessionSource> {
  const location = `${component}.safetensors`;
  return {
    name: graph.name,
    model: encodeModel(graph, locateInitializers(file, location)),
    weights: { location, data },
    outputsStay,
  };
}
