/*
 * Which tensor of a network a LoRA's layer is. Names are compared with underscores for dots, which is how kohya writes
 * them; no two layers of these networks become the same.
 */
import type { LoraComponent } from './modules.ts';

/** Gives the weight's name for a layer as a LoRA spells it, or undefined when the network has no such layer. */
export type LayerLookup = (layer: string) => string | undefined;

/** Parts that older versions of diffusers wrote otherwise. */
const OLD_PARTS: readonly (readonly [RegExp, string])[] = [
  [/_processor(?=_|$)/, ''],
  [/_to_out$/, '_to_out_0'],
];

/** As {@link OLD_PARTS}, where diffusers named the text encoder's projections like the UNet's. */
const OLD_TEXT_PARTS: readonly (readonly [RegExp, string])[] = [
  [/_self_attn_to_([qkv])$/, '_self_attn_$1_proj'],
  [/_self_attn_to_out$/, '_self_attn_out_proj'],
];

/** Prepares the lookup among the names of a network's tensors. */
export function layerLookup(names: Iterable<string>, component: LoraComponent): LayerLookup {
  const weights = new Map<string, string>();
  for (const name of names) {
    if (name.endsWith('.weight')) weights.set(flatten(name.slice(0, -'.weight'.length)), name);
  }
  const parts = component === 'text_encoder' ? [...OLD_TEXT_PARTS, ...OLD_PARTS] : OLD_PARTS;
  return (layer) => {
    const flat = flatten(layer);
    const modern = parts.reduce((text, [old, now]) => text.replace(old, now), flat);
    return weights.get(flat) ?? weights.get(modern) ?? weights.get(`text_model_${modern}`);
  };
}

function flatten(path: string): string {
  return path.replaceAll('.', '_');
}
