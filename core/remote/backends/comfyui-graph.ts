import { ArmatureError } from '../../result/index.ts';
import { words } from '../../words/index.ts';
import type { Account, RemoteOrder } from '../backend.ts';

/** One node of a graph in ComfyUI's API form; an input is a value or `[node, output]`. */
export interface ComfyNode {
  readonly class_type: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** Id of the node that saves the pictures. */
export const SAVED = 'save';
/** Id of the node that takes the steps. */
export const SAMPLED = 'sampler';

/** ControlNets for several kinds of pictures have to be told the kind; their files are named so. */
const UNION = /union|promax/i;

type Link = readonly [string, number];

/**
 * Writes the graph of a request: a checkpoint, the prompt, the skeleton through a ControlNet, a sampler, the decoder.
 *
 * @throws ArmatureError `bad-request` where no checkpoint or ControlNet is chosen
 */
export function graphOf(account: Account, order: RemoteOrder): Record<string, ComfyNode> {
  const { request, uploads = {} } = order;
  const skips = request.clipSkip > 1;
  const clip: Link = skips ? ['clip', 0] : ['checkpoint', 1];
  const graph: Record<string, ComfyNode> = {
    checkpoint: node('CheckpointLoaderSimple', { ckpt_name: chosen(account.checkpoint, 'checkpoint') }),
    ...(skips && {
      clip: node('CLIPSetLastLayer', { clip: ['checkpoint', 1], stop_at_clip_layer: -request.clipSkip }),
    }),
    positive: node('CLIPTextEncode', { text: request.prompt, clip }),
    negative: node('CLIPTextEncode', { text: request.negativePrompt, clip }),
    ...latentNodes(order),
  };
  const [positive, negative] = addControl(graph, account, order);
  graph[SAMPLED] = node('KSampler', {
    ...{ model: ['checkpoint', 0], positive, negative, latent_image: ['latents', 0] },
    ...{ seed: request.seed ?? 0, steps: request.steps, cfg: request.guidance },
    ...{ sampler_name: request.sampler, scheduler: request.scheduler },
    denoise: uploads.init === undefined ? 1 : (request.init?.strength ?? 1),
  });
  graph['decoder'] = node('VAEDecode', { samples: [SAMPLED, 0], vae: ['checkpoint', 2] });
  graph[SAVED] = node('SaveImage', { images: ['decoder', 0], filename_prefix: 'armature' });
  return graph;
}

/** Puts the ControlNet between the prompt and the sampler, and tells what the sampler listens to. */
function addControl(
  graph: Record<string, ComfyNode>,
  { controlNet }: Account,
  { request, uploads = {} }: RemoteOrder,
): readonly [Link, Link] {
  if (uploads.control === undefined)
    return [
      ['positive', 0],
      ['negative', 0],
    ];
  graph['skeleton'] = node('LoadImage', { image: uploads.control });
  const name = chosen(controlNet, 'ControlNet');
  graph['controlnet'] = node('ControlNetLoader', { control_net_name: name });
  const united = UNION.test(name);
  if (united) {
    graph['union'] = node('SetUnionControlNetType', { control_net: ['controlnet', 0], type: 'openpose' });
  }
  graph['control'] = node('ControlNetApplyAdvanced', {
    ...{ positive: ['positive', 0], negative: ['negative', 0] },
    control_net: [united ? 'union' : 'controlnet', 0],
    ...{ image: ['skeleton', 0], strength: request.controlStrength },
    ...{ start_percent: request.controlStart, end_percent: request.controlEnd },
    // Those of later families encode the skeleton as the picture is encoded; others leave it aside.
    vae: ['checkpoint', 2],
  });
  return [
    ['control', 0],
    ['control', 1],
  ];
}

/** Noise alone, or a picture encoded as often as pictures are wanted, with what may change of it. */
function latentNodes({ request, uploads = {} }: RemoteOrder): Record<string, ComfyNode> {
  const { width, height, samples } = request;
  if (uploads.init === undefined) {
    return { latents: node('EmptyLatentImage', { width, height, batch_size: samples }) };
  }
  const nodes: Record<string, ComfyNode> = {
    picture: node('LoadImage', { image: uploads.init }),
    encoded: node('VAEEncode', { pixels: ['picture', 0], vae: ['checkpoint', 2] }),
    latents: node('RepeatLatentBatch', { samples: ['encoded', 0], amount: samples }),
  };
  if (uploads.mask === undefined) return nodes;
  return {
    ...nodes,
    mask: node('LoadImageMask', { image: uploads.mask, channel: 'red' }),
    masked: node('SetLatentNoiseMask', { samples: ['encoded', 0], mask: ['mask', 0] }),
    latents: node('RepeatLatentBatch', { samples: ['masked', 0], amount: samples }),
  };
}

function node(class_type: string, inputs: Readonly<Record<string, unknown>>): ComfyNode {
  return { class_type, inputs };
}

function chosen(name: string | undefined, what: string): string {
  if (name !== undefined && name !== '') return name;
  throw new ArmatureError({
    code: 'bad-request',
    message: words`No ${what} of ComfyUI is chosen.`,
    next: words`Choose the ${what} in the settings of the back end.`,
  });
}
