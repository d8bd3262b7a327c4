/*
 * The small autoencoder (TAESD). Reference: diffusers `AutoencoderTiny`. Its layers are one numbered sequence, so each
 * step below takes the next number; activations and enlargements have numbers, too, but no weights.
 */
import { activate, add, dimAt, resizeNearest, scale, shift } from '../onnx/index.ts';
import type { Value } from '../onnx/index.ts';
import type { AuthoredModel, ImageOptions } from './authored-model.ts';
import type { AutoencoderTinyConfig } from './config/autoencoder.ts';
import { author } from './weight-scope.ts';
import type { ConvLayer, WeightScope } from './weight-scope.ts';

/** Latents are softly limited to this magnitude before decoding. */
const LATENT_LIMIT = 3;

/**
 * Authors the encoder.
 *
 * Input `sample` float32 [B, 3, H, W] in [-1, 1]; output `latents` float32 [B, L, h, w].
 */
export function authorTinyEncoder(config: AutoencoderTinyConfig, options: ImageOptions): AuthoredModel {
  const { batch, height, width } = options;
  return author({ name: 'tiny_encoder', component: 'vae', options }, ({ graph, at, input, output }) => {
    const shape = [batch, config.in_channels, height, width];
    const image = input('sample', shape);
    const layers = sequence(at('encoder', 'layers'), scale(graph, shift(graph, image, 1), 0.5));
    const [out] = config.encoder_block_out_channels;
    config.num_encoder_blocks.forEach((blocks, i) => {
      if (i === 0) layers.conv({ out, kernel: 3 });
      else layers.conv({ out, kernel: 3, stride: 2, bias: false });
      layers.residuals(blocks);
    });
    layers.conv({ out: config.latent_channels, kernel: 3 });
    output('latents', layers.result());
  });
}

/**
 * Authors the decoder.
 *
 * Input `latents` float32 [B, L, h, w]; output `sample` float32 [B, 3, H, W], about [-1, 1].
 */
export function authorTinyDecoder(config: AutoencoderTinyConfig, options: ImageOptions): AuthoredModel {
  const { batch, height, width } = options;
  return author({ name: 'tiny_decoder', component: 'vae', options }, ({ graph, at, input, output }) => {
    const shape = [batch, config.latent_channels, height, width];
    const latents = input('latents', shape);
    const limited = scale(
      graph,
      activate(graph, scale(graph, latents, 1 / LATENT_LIMIT), 'tanh'),
      LATENT_LIMIT,
    );
    const layers = sequence(at('decoder', 'layers'), limited);
    const [out] = config.decoder_block_out_channels;
    layers.conv({ out, kernel: 3 });
    layers.relu();
    const last = config.num_decoder_blocks.length - 1;
    config.num_decoder_blocks.forEach((blocks, i) => {
      layers.residuals(blocks);
      if (i === last) return;
      layers.enlarge(config.upsampling_scaling_factor);
      layers.conv({ out, kernel: 3, bias: false });
    });
    layers.conv({ out: config.out_channels, kernel: 3 });
    output('sample', shift(graph, scale(graph, layers.result(), 2), -1));
  });
}

interface Sequence {
  readonly conv: (layer: ConvLayer) => void;
  readonly relu: () => void;
  readonly enlarge: (factor: number) => void;
  /** That many residual blocks. */
  readonly residuals: (blocks: number) => void;
  readonly result: () => Value;
}

/** A torch `Sequential`: layers numbered in order, each applied to what the one before gave. */
function sequence(w: WeightScope, input: Value): Sequence {
  let h = input;
  let next = 0;
  const apply = (layer: (place: WeightScope, index: number) => Value): void => {
    const index = next++;
    const place = w.at(index);
    h = place.tap(layer(place, index));
  };
  return {
    conv: (layer) => apply((_, index) => w.conv(String(index), h, layer)),
    relu: () => apply((place) => activate(place.graph, h, 'relu')),
    enlarge: (factor) =>
      apply((place) =>
        resizeNearest(place.graph, h, {
          height: factor * dimAt(h.shape, 2),
          width: factor * dimAt(h.shape, 3),
        }),
      ),
    residuals: (blocks) => {
      for (let i = 0; i < blocks; i++) apply((place) => residual(place, h));
    },
    result: () => h,
  };
}

/** Three convolutions around a shortcut. */
function residual(w: WeightScope, x: Value): Value {
  const g = w.graph;
  const out = dimAt(x.shape, 1);
  let h = activate(g, w.conv('conv.0', x, { out, kernel: 3 }), 'relu');
  h = activate(g, w.conv('conv.2', h, { out, kernel: 3 }), 'relu');
  h = w.conv('conv.4', h, { out, kernel: 3 });
  return activate(g, add(g, h, x), 'relu');
}
