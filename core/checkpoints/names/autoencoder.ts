/*
 * Names of the autoencoder: the original's, and those of older versions of diffusers.
 * Reference: diffusers `convert_ldm_vae_checkpoint`.
 */
import type { Rename, Renamed } from './rename.ts';

/** The single head of attention, by its names in the original and in diffusers before 0.18. */
const ATTENTION_LAYERS: Readonly<Record<string, string>> = {
  norm: 'group_norm',
  q: 'to_q',
  k: 'to_k',
  v: 'to_v',
  proj_out: 'to_out.0',
  query: 'to_q',
  key: 'to_k',
  value: 'to_v',
  proj_attn: 'to_out.0',
};

const ATTENTION = /^(encoder|decoder)\.mid(?:\.attn_1|_block\.attentions\.0)\.(.+)\.(weight|bias)$/;
const MIDDLE = /^(encoder|decoder)\.mid\.block_(\d+)\./;
const STAGE = /^(encoder|decoder)\.(?:down|up)\.(\d+)\./;
const OURS = /^(?:encoder|decoder|quant_conv|post_quant_conv)\./;

/** Renames the tensors of an original autoencoder, prefix removed. Its decoder counts stages from the outside. */
export function renameLdmAutoencoder(names: readonly string[]): Rename {
  const upStages = names.flatMap((name) => {
    const found = /^decoder\.up\.(\d+)\./.exec(name);
    return found ? [Number(found[1])] : [];
  });
  const lastUp = Math.max(...upStages, 0);
  return (name) => {
    if (!OURS.test(name)) return undefined;
    const attention = renameAttention(name);
    if (attention) return attention;
    const renamed = name
      .replace(MIDDLE, (_, side: string, block: string) => `${side}.mid_block.resnets.${Number(block) - 1}.`)
      .replace(STAGE, (_, side: string, stage: string) =>
        side === 'encoder' ? `encoder.down_blocks.${stage}.` : `decoder.up_blocks.${lastUp - Number(stage)}.`,
      )
      .replace(/\.block\.(\d+)\./, '.resnets.$1.')
      .replace('.downsample.conv.', '.downsamplers.0.conv.')
      .replace('.upsample.conv.', '.upsamplers.0.conv.')
      .replace('.nin_shortcut.', '.conv_shortcut.')
      .replace('.norm_out.', '.conv_norm_out.');
    return { name: renamed };
  };
}

/** Renames what older versions of diffusers called otherwise. */
export const renameDiffusersAutoencoder: Rename = (name) =>
  OURS.test(name) ? (renameAttention(name) ?? { name }) : undefined;

function renameAttention(name: string): Renamed | undefined {
  const [, side, layer = '', parameter] = ATTENTION.exec(name) ?? [];
  if (side === undefined) return undefined;
  const renamed = ATTENTION_LAYERS[layer] ?? layer;
  return {
    name: `${side}.mid_block.attentions.0.${renamed}.${parameter}`,
    matrix: parameter === 'weight' && renamed !== 'group_norm',
  };
}
