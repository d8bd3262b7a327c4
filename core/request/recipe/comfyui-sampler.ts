/*
 * ComfyUI's samplers: those that have all their settings themselves, and those to which other nodes give them.
 */
import { words } from '../../words/index.ts';
import { type GraphNode, linkIn } from './comfyui-graph.ts';
import type { Walk } from './comfyui-walk.ts';
import { shortened } from './recipe.ts';

const SAMPLERS: ReadonlySet<string> = new Set([
  ...['KSampler', 'KSamplerAdvanced'],
  ...['SamplerCustom', 'SamplerCustomAdvanced'],
]);

type Inputs = GraphNode['inputs'];

/** Does the node make latents from noise in a way that is known? */
export function isSampler({ class_type }: GraphNode): boolean {
  return SAMPLERS.has(class_type);
}

/** The inputs of a sampler under the names of a KSampler, also where nodes of their own hold them. */
export function samplingInputs(walk: Walk, { inputs }: GraphNode): Inputs {
  return {
    ...held(walk, inputs['noise'], noiseInputs),
    ...held(walk, inputs['sampler'], methodInputs),
    ...held(walk, inputs['sigmas'], scheduleInputs),
    ...held(walk, inputs['guider'], guiderInputs),
    ...inputs,
  };
}

/** What the node behind an input gives; undefined where that node is not known. */
type Reader = (node: GraphNode) => Inputs | undefined;

function held({ graph, note }: Walk, input: unknown, read: Reader): Inputs {
  const link = linkIn(input);
  const node = link && graph.get(link.id);
  if (!node) return {};
  const taken = read(node);
  if (!taken) note(words`The node ${shortened(node.class_type)} changes the sampling and is not taken over.`);
  return taken ?? {};
}

function noiseInputs({ class_type, inputs }: GraphNode): Inputs | undefined {
  return class_type === 'RandomNoise' ? { noise_seed: inputs['noise_seed'] } : undefined;
}

function methodInputs({ class_type, inputs }: GraphNode): Inputs | undefined {
  return class_type === 'KSamplerSelect' ? { sampler_name: inputs['sampler_name'] } : undefined;
}

function scheduleInputs({ class_type, inputs }: GraphNode): Inputs | undefined {
  const { scheduler, steps, denoise } = inputs;
  if (class_type === 'BasicScheduler') return { scheduler, steps, denoise };
  return class_type === 'KarrasScheduler' ? { scheduler: 'karras', steps } : undefined;
}

function guiderInputs({ class_type, inputs }: GraphNode): Inputs | undefined {
  const { model, positive, negative, cfg, conditioning } = inputs;
  if (class_type === 'CFGGuider') return { model, positive, negative, cfg };
  // It follows the prompt alone, which is what guidance 1 does.
  return class_type === 'BasicGuider' ? { model, positive: conditioning, negative: '', cfg: 1 } : undefined;
}
