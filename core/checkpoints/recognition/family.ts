/*
 * Relatives of Stable Diffusion 1.x that have the same names and differ in their shapes.
 */
import type { Failure } from '../../result/index.ts';
import { words, type Words } from '../../words/index.ts';
import type { ComponentPlace, FileHeader } from '../header.ts';
import { refusal, USE_SD1 } from './refusal.ts';

/** Families by the width of the text that their attention reads; LoRAs and networks alike. */
const BY_TEXT_WIDTH = new Map([
  [1024, words`for the Stable Diffusion 2.x family`],
  [1280, words`for the refiner of Stable Diffusion XL`],
  [2048, words`for the Stable Diffusion XL family`],
]);

/** Text encoders by their width. */
const TEXT_ENCODERS = new Map([
  [1024, words`the text encoder of Stable Diffusion 2.x`],
  [1280, words`the second text encoder of Stable Diffusion XL`],
]);

/** UNets by the channels that they take. */
const UNETS = new Map<number, readonly [what: Words, next: Words]>([
  [
    8,
    [
      words`a UNet for editing by instruction (8 input channels)`,
      words`Choose a model that draws pictures from text alone.`,
    ],
  ],
  [
    9,
    [
      words`an inpainting model (9 input channels)`,
      words`Choose the ordinary model of the same name: it can redraw a painted part as well.`,
    ],
  ],
]);

/** The first layers that read the text, in networks and in LoRAs of all spellings. */
const READS_TEXT =
  /attn2[._]to_[kv](?:_lora)?\.(?:weight|lora_down\.weight|lora_A\.weight|(?:lora\.)?down\.weight)$/;

/** Refuses what reads text of another width than that of CLIP ViT-L; small models of any other width pass. */
export function refuseByTextWidth({ entries }: FileHeader, noun: Words): Failure | undefined {
  for (const [name, { shape }] of entries) {
    const family = READS_TEXT.test(name) ? BY_TEXT_WIDTH.get(shape[1] ?? 0) : undefined;
    if (family !== undefined) return refusal(words`${noun} ${family}`);
  }
  return undefined;
}

/** Refuses a network that has the names of Stable Diffusion 1.x, but shapes of a relative. */
export function refuseRelative(
  header: FileHeader,
  { component, layout, prefix }: ComponentPlace,
): Failure | undefined {
  const side = (name: string, axis: number): number => header.entries.get(prefix + name)?.shape[axis] ?? 0;
  switch (component) {
    case 'unet': {
      const found = UNETS.get(side(layout === 'ldm' ? 'input_blocks.0.0.weight' : 'conv_in.weight', 1));
      return found && refusal(...found);
    }
    case 'controlnet':
      return undefined;
    case 'vae': {
      const channels = side('decoder.conv_in.weight', 1);
      if (channels !== 16) return undefined;
      return refusal(words`an autoencoder with 16 latent channels, of Stable Diffusion 3 or Flux`);
    }
    case 'text_encoder': {
      const stem = layout === 'bare' ? '' : 'text_model.';
      const found = TEXT_ENCODERS.get(side(`${stem}embeddings.token_embedding.weight`, 1));
      return found === undefined ? undefined : refusal(found, USE_SD1);
    }
  }
}
