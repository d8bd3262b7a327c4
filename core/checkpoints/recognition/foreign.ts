/*
 * Models that are told by name and refused, with words for what they are. The first rule that fits decides.
 */
import type { Failure } from '../../result/index.ts';
import { words, type Words } from '../../words/index.ts';
import type { FileHeader } from '../header.ts';
import { refusal } from './refusal.ts';

interface ForeignRule {
  /** Fits when a tensor's name matches. */
  readonly name: RegExp;
  readonly what: Words;
  readonly next?: Words;
}

const PLAIN_LORA = words`Choose a LoRA with low-rank matrices (LoRA, LoCon), or one that was converted to that form.`;
const WHOLE_CONTROLNET = words`Choose the full ControlNet model of the same kind.`;
const ROOT = '^(?:model\\.)?(?:diffusion_model\\.|transformer\\.)?';

/** Adapters of the LyCORIS family: checked before plain LoRAs, because a file may mix them. */
const FOREIGN_ADAPTERS: readonly ForeignRule[] = [
  {
    name: /\.hada_w[12]_/,
    what: words`a LoHa, whose products of matrices are not supported`,
    next: PLAIN_LORA,
  },
  { name: /\.lokr_w[12]/, what: words`a LoKr, whose Kronecker products are not supported`, next: PLAIN_LORA },
  {
    name: /\.(?:oft_blocks|oft_diag|oft_[RS])\b/,
    what: words`an OFT adapter, which is not supported`,
    next: PLAIN_LORA,
  },
  {
    name: /\.(?:lora_mid\.weight|lora_t[12])$/,
    what: words`a LoCon with Tucker decomposition, which is not supported`,
    next: PLAIN_LORA,
  },
  {
    name: /\.(?:dora_scale|lora_magnitude_vector)\b/,
    what: words`a DoRA, whose magnitudes are not supported`,
    next: PLAIN_LORA,
  },
  {
    name: /\.(?:on_input|a1\.weight)$/,
    what: words`an IA3 or GLoRA adapter, which is not supported`,
    next: PLAIN_LORA,
  },
  {
    name: /\.diff(?:_b)?$/,
    what: words`an adapter with whole differences of weights, which is not supported`,
    next: PLAIN_LORA,
  },
  { name: /^lora_te2_|^text_encoder_2\..*lora/, what: words`a LoRA for Stable Diffusion XL` },
  {
    name: /^lora_(?:unet|transformer)_(?:double_blocks|single_blocks|single_transformer_blocks|joint_)/,
    what: words`a LoRA for Flux or Stable Diffusion 3`,
  },
  {
    name: /^(?:transformer|diffusion_model)\..*\.lora_(?:A|down)\./,
    what: words`a LoRA for a diffusion transformer such as Flux or Stable Diffusion 3`,
  },
];

const FOREIGN_MODELS: readonly ForeignRule[] = [
  {
    name: /^lora_controlnet$/,
    what: words`a Control-LoRA, which is only the difference of a ControlNet from its UNet`,
    next: WHOLE_CONTROLNET,
  },
  {
    name: /^difference$/,
    what: words`a ControlNet stored as its difference from a base model`,
    next: WHOLE_CONTROLNET,
  },
  { name: /^conditioner\.embedders\./, what: words`a model of the Stable Diffusion XL family` },
  { name: /(?:^|\.)(?:label_emb|add_embedding)\./, what: words`a network of the Stable Diffusion XL family` },
  { name: /^cond_stage_model\.model\./, what: words`a model of the Stable Diffusion 2.x family` },
  { name: /motion_modules\./, what: words`a motion module for animations` },
  { name: new RegExp(`${ROOT}joint_blocks\\.`), what: words`a model of the Stable Diffusion 3 family` },
  { name: new RegExp(`${ROOT}double_blocks\\.`), what: words`a model of the Flux family` },
  {
    name: new RegExp(`${ROOT}(?:single_)?transformer_blocks\\.`),
    what: words`a diffusion transformer, such as Stable Diffusion 3, Flux or PixArt`,
  },
  {
    name: new RegExp(`${ROOT}(?:blocks|layers|noise_refiner)\\.\\d+\\..*(?:attn|attention)`),
    what: words`a transformer of another family`,
  },
  { name: /^(?:image_proj|ip_adapter)\./, what: words`an IP-Adapter, which is not supported` },
  { name: /^(?:adapter\.)?body\.0\.(?:in_conv|resnets)/, what: words`a T2I-Adapter, which is not supported` },
  {
    name: /^(?:emb_params|string_to_param\..*)$/,
    what: words`a textual inversion embedding, which is not supported`,
    next: words`Choose a checkpoint, a VAE, a ControlNet or a LoRA.`,
  },
  {
    name: /^(?:model\.\d+\.sub\.|conv_first\.weight$|params_ema\.)/,
    what: words`a network that enlarges pictures, which is not supported`,
    next: words`Choose a checkpoint, a VAE, a ControlNet or a LoRA.`,
  },
  {
    name: /^1\.conv\.0\.weight$|^3\.conv\.0\.weight$/,
    what: words`a half of TAESD in its original form`,
    next: words`Choose TAESD in diffusers form, which has encoder and decoder in one file.`,
  },
];

/** Refuses adapters that are not made of two low-rank matrices per layer, or are for another family. */
export function refuseForeignAdapter(header: FileHeader): Failure | undefined {
  return firstThatFits(FOREIGN_ADAPTERS, header);
}

/** Refuses networks of other families and kinds. */
export function refuseForeignModel(header: FileHeader): Failure | undefined {
  return firstThatFits(FOREIGN_MODELS, header);
}

function firstThatFits(rules: readonly ForeignRule[], { entries }: FileHeader): Failure | undefined {
  const names = [...entries.keys()];
  const rule = rules.find((candidate) => names.some((name) => candidate.name.test(name)));
  return rule && refusal(rule.what, rule.next);
}
