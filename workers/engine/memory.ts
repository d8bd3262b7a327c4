/*
 * What is too large to be held at once, and what is done instead.
 */
import { type Extent, planTiling, type Tiling } from '../../core/image/index.ts';
import { type Autoencoder, type AutoencoderKind, latentFactor, type Model } from './model.ts';
import type { SessionPolicy } from './sessions.ts';

/** Models with more bytes of weights have only the sessions of one stage alive. SD 1.5 has 1.4 billion weights. */
const FRUGAL_BYTES = 256 * 2 ** 20;

/** An autoencoder with fewer bytes of weights is cheap enough for previews. SD 1.5's has 84 million weights. */
const CHEAP_DECODER_BYTES = 32 * 2 ** 20;

/**
 * Autoencoders whose largest tensor would be longer work in tiles. 256 MiB is what every WebGPU device allows for a
 * buffer, and what SD 1.5's decoder reaches at 512 x 512 px: 256 channels x 512 x 512 px x 4 B. A few such tensors are
 * alive at a time.
 */
export const MAX_TENSOR_BYTES = 256 * 2 ** 20;

const FLOAT_BYTES = 4;
/** Sides of tiles are multiples of it, in cells. */
const TILE_STEP = 8;
/** Share of a tile that its neighbour has, too (diffusers: `tile_overlap_factor`). */
const OVERLAP = 0.25;

/** Decides how long the sessions of a model live. */
export function sessionPolicyFor({ textEncoder, unet, controlNet, autoencoder }: Model): SessionPolicy {
  const networks = [textEncoder, unet, autoencoder, ...(controlNet ? [controlNet] : [])];
  const bytes = networks.reduce((sum, { weights }) => sum + weights.bytes, 0);
  return bytes > FRUGAL_BYTES ? 'frugal' : 'keep';
}

/** May previews run this autoencoder's decoder? */
export function decodesCheaply({ kind, weights }: Autoencoder): boolean {
  return kind === 'tiny' || weights.bytes < CHEAP_DECODER_BYTES;
}

/**
 * Plans the tiles of an autoencoder's work, in latent cells.
 *
 * @param maxBytes - of a tensor; a tile of 8 cells is the least, whatever it takes
 * @returns undefined where the whole fits
 */
export function tilingFor(autoencoder: AutoencoderKind, size: Extent, maxBytes: number): Tiling | undefined {
  if (largestTensorBytes(autoencoder, size) <= maxBytes) return undefined;
  let side = TILE_STEP;
  const fits = (cells: number): boolean =>
    largestTensorBytes(autoencoder, { height: cells, width: cells }) <= maxBytes;
  while (fits(side + TILE_STEP)) side += TILE_STEP;
  return planTiling(size, side, OVERLAP * side);
}

/** The longest tensor of a decoder: its widest at the picture's size, or the attention of all cells to all. */
export function largestTensorBytes(autoencoder: AutoencoderKind, { height, width }: Extent): number {
  const cells = height * width;
  const pixels = cells * latentFactor(autoencoder) ** 2;
  if (autoencoder.kind === 'tiny') {
    return FLOAT_BYTES * pixels * autoencoder.config.decoder_block_out_channels[0];
  }
  const { block_out_channels, mid_block_add_attention } = autoencoder.config;
  // The last block takes the features of the one before it at the picture's size.
  const widest = Math.max(...block_out_channels.slice(0, 2));
  return FLOAT_BYTES * Math.max(pixels * widest, mid_block_add_attention ? cells ** 2 : 0);
}
