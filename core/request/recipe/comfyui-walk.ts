/*
 * Ways through a graph of ComfyUI.
 */
import { type Words } from '../../words/index.ts';
import { type Graph, type GraphNode, linkIn } from './comfyui-graph.ts';

/** What is walked with. */
export interface Walk {
  readonly graph: Graph;
  /** Takes a note of what cannot be taken over. */
  readonly note: (sentence: Words) => void;
}

/** Longer than any chain of nodes that people make; a graph that goes in circles ends here. */
export const LONGEST = 200;

/** Inputs by which pictures and latents go from node to node. */
const FLOW = ['images', 'image', 'pixels', 'samples', 'latent_image', 'latent', 'upscale_model'];

/** The first node up the stream of pictures and latents that fits. */
export function upstream(
  { graph }: Walk,
  from: unknown,
  fits: (node: GraphNode) => boolean,
): GraphNode | undefined {
  let link = linkIn(from);
  for (let steps = 0; link && steps < LONGEST; steps++) {
    const node = graph.get(link.id);
    if (!node || fits(node)) return node;
    const next: string | undefined = FLOW.find((name) => linkIn(node.inputs[name]));
    link = next === undefined ? undefined : linkIn(node.inputs[next]);
  }
  return undefined;
}

/** A name without folder and ending. */
export function nameOf(file: string): string {
  return file.replace(/^.*[\\/]/, '').replace(/\.(?:safetensors|ckpt|pth?|bin)$/i, '');
}

/** Names under which nodes hold a single value that others take from them. */
const HELD = ['value', 'text', 'string', 'seed', 'noise_seed', 'int', 'float', 'number'];

/** The value of an input, also where another node holds it. */
export function value({ graph }: Walk, input: unknown): unknown {
  let at = input;
  for (let steps = 0; steps < LONGEST; steps++) {
    const link = linkIn(at);
    if (!link) return at;
    const inputs = graph.get(link.id)?.inputs ?? {};
    const name = HELD.find((held) => inputs[held] !== undefined);
    if (name === undefined) return undefined;
    at = inputs[name];
  }
  return undefined;
}
