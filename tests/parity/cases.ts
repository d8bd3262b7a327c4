/*
 * The networks that are compared with torch: folders of tests/fixtures/models, made by models.py, keypoints.py,
 * safety.py and upscaling.py of tools/fixtures.
 */
import { openSafetensors, stateDictOf } from '../../core/weights/index.ts';
import type { ByteSource, StateDict } from '../../core/weights/index.ts';
import { networkGraphs } from './graphs.ts';
import type { NetworkClass, NetworkGraph } from './graphs.ts';
import { readReference } from './reference.ts';
import type { GraphReference } from './reference.ts';

/** One network with its reference. */
export interface ParityCase {
  /** Name of its folder. */
  readonly name: string;
  readonly network: NetworkClass;
}

/** All cases: of each class, two networks that differ in what their configs can say. */
export const PARITY_CASES: readonly ParityCase[] = [
  { name: 'clip-text-quick-gelu', network: 'CLIPTextModel' },
  { name: 'clip-text-gelu', network: 'CLIPTextModel' },
  { name: 'unet-kernel-projections', network: 'UNet2DConditionModel' },
  { name: 'unet-matrix-projections', network: 'UNet2DConditionModel' },
  { name: 'controlnet-kernel-projections', network: 'ControlNetModel' },
  { name: 'controlnet-matrix-projections', network: 'ControlNetModel' },
  { name: 'autoencoder-kl-attention', network: 'AutoencoderKL' },
  { name: 'autoencoder-kl-plain', network: 'AutoencoderKL' },
  { name: 'autoencoder-tiny-three-stages', network: 'AutoencoderTiny' },
  { name: 'autoencoder-tiny-two-stages', network: 'AutoencoderTiny' },
  { name: 'keypoint-hourglass-narrow', network: 'KeypointHourglass' },
  { name: 'keypoint-hourglass-wide', network: 'KeypointHourglass' },
  { name: 'srvgg-compact-double', network: 'SRVGGNetCompact' },
  { name: 'srvgg-compact-quadruple', network: 'SRVGGNetCompact' },
  { name: 'safety-checker-quick-gelu', network: 'StableDiffusionSafetyChecker' },
  { name: 'safety-checker-gelu', network: 'StableDiffusionSafetyChecker' },
];

/** Classes whose weights lie in model.safetensors. */
const NAMED_MODEL: readonly NetworkClass[] = [
  'CLIPTextModel',
  'KeypointHourglass',
  'SRVGGNetCompact',
  'StableDiffusionSafetyChecker',
];

/** Opens a file of tests/fixtures/models by its path there. */
export type OpenFixture = (path: string) => Promise<ByteSource>;

/** A graph and what torch gives for it. */
export interface ReferencedGraph {
  readonly graph: NetworkGraph;
  readonly reference: GraphReference;
}

/** A case, read. */
export interface LoadedCase {
  readonly name: string;
  readonly graphs: readonly ReferencedGraph[];
  readonly weights: StateDict;
}

/** Reads a case. */
export async function loadCase({ name, network }: ParityCase, open: OpenFixture): Promise<LoadedCase> {
  const config = await open(`${name}/config.json`);
  const json = JSON.parse(new TextDecoder().decode(await config.read(0, config.size))) as unknown;
  const weightFile = NAMED_MODEL.includes(network) ? 'model' : 'diffusion_pytorch_model';
  const weights = await openSafetensors(await open(`${name}/${weightFile}.safetensors`), name);
  const references = await readReference(await open(`${name}/reference.safetensors`), name);
  const graphs = networkGraphs(network, json).map((graph) => {
    const reference = references.get(graph.name);
    if (!reference) throw new Error(`${name} has no reference for ${graph.name}.`);
    references.delete(graph.name);
    return { graph, reference };
  });
  if (references.size > 0)
    throw new Error(`${name} has references for no graph: ${[...references.keys()].join()}.`);
  return { name, graphs, weights: stateDictOf(weights) };
}
