/*
 * Which networks a file holds. Each has names that no other network has; finding them tells the layout and the prefix.
 */
import type { ComponentPlace, FileHeader } from '../header.ts';

interface Signature extends Omit<ComponentPlace, 'prefix'> {
  /** The likelier first; a network is taken once. */
  readonly prefixes: readonly string[];
  /** Names that must all be there, behind the prefix. */
  readonly marks: readonly string[];
  /** A name behind the prefix that must not be there. */
  readonly unlike?: string;
}

const TEXT_PREFIXES = ['cond_stage_model.transformer.', 'cond_stage_model.', 'text_encoder.', ''];
const LDM_HINT = 'input_hint_block.0.weight';
const DIFFUSERS_HINT = 'controlnet_cond_embedding.conv_in.weight';
const DIFFUSERS_DENOISER = ['conv_in.weight', 'time_embedding.linear_1.weight'];

const SIGNATURES: readonly Signature[] = [
  {
    component: 'unet',
    layout: 'ldm',
    prefixes: ['model.diffusion_model.', ''],
    marks: ['input_blocks.0.0.weight', 'out.2.weight'],
    unlike: LDM_HINT,
  },
  {
    component: 'unet',
    layout: 'diffusers',
    prefixes: ['unet.', ''],
    marks: [...DIFFUSERS_DENOISER, 'conv_out.weight'],
    unlike: DIFFUSERS_HINT,
  },
  {
    component: 'controlnet',
    layout: 'ldm',
    prefixes: ['control_model.', ''],
    marks: ['input_blocks.0.0.weight', LDM_HINT],
  },
  {
    component: 'controlnet',
    layout: 'diffusers',
    prefixes: ['controlnet.', ''],
    marks: [...DIFFUSERS_DENOISER, DIFFUSERS_HINT],
  },
  {
    component: 'vae',
    layout: 'ldm',
    prefixes: ['first_stage_model.', 'vae.', ''],
    marks: ['decoder.conv_in.weight', 'decoder.mid.block_1.conv1.weight'],
  },
  {
    component: 'vae',
    layout: 'diffusers',
    prefixes: ['vae.', 'first_stage_model.', ''],
    marks: ['decoder.conv_in.weight', 'decoder.mid_block.resnets.0.conv1.weight'],
  },
  {
    component: 'text_encoder',
    layout: 'diffusers',
    prefixes: TEXT_PREFIXES,
    marks: ['text_model.embeddings.token_embedding.weight'],
  },
  {
    component: 'text_encoder',
    layout: 'bare',
    prefixes: TEXT_PREFIXES,
    marks: ['embeddings.token_embedding.weight'],
  },
];

/** The networks of the Stable Diffusion 1.x family in a file, each once. */
export function findPlaces({ entries }: FileHeader): readonly ComponentPlace[] {
  const places: ComponentPlace[] = [];
  for (const { component, layout, prefixes, marks, unlike } of SIGNATURES) {
    if (places.some((place) => place.component === component)) continue;
    const prefix = prefixes.find(
      (candidate) =>
        marks.every((mark) => entries.has(candidate + mark)) &&
        (unlike === undefined || !entries.has(candidate + unlike)),
    );
    if (prefix !== undefined) places.push({ component, layout, prefix });
  }
  return places;
}
