/*
 * The timestep as a vector. Sines of the timestep are computed here and fed to the graph: WGSL promises nothing for the
 * sine of large angles.
 * Reference: diffusers `get_timestep_embedding` and `TimestepEmbedding`.
 */
import { activate } from '../../onnx/index.ts';
import type { Value } from '../../onnx/index.ts';
import type { WeightScope } from '../weight-scope.ts';

/** The fields of a denoiser's config that shape its timestep vector. */
export interface TimestepFields {
  readonly block_out_channels: readonly [number, ...number[]];
  readonly flip_sin_to_cos: boolean;
  readonly freq_shift: number;
}

const MAX_PERIOD = 10_000;

/**
 * Sinusoids of a timestep: the `time_proj` input [1, C] of UNet and ControlNet, C = block_out_channels[0].
 * Rounded to float32 at each step as the reference does, because at t near 1000 the rounding of a frequency shows.
 *
 * @param timestep - in units of the training schedule, 0 to 999; may be fractional
 */
export function timestepSinusoids(config: TimestepFields, timestep: number): Float32Array {
  const [width] = config.block_out_channels;
  const half = Math.floor(width / 2);
  const logPeriod = Math.fround(-Math.log(MAX_PERIOD));
  const sinusoids = new Float32Array(width);
  const [sineAt, cosineAt] = config.flip_sin_to_cos ? [half, 0] : [0, half];
  for (let i = 0; i < half; i++) {
    const exponent = Math.fround(Math.fround(logPeriod * i) / (half - config.freq_shift));
    const angle = Math.fround(Math.fround(timestep) * Math.fround(Math.exp(exponent)));
    sinusoids[sineAt + i] = Math.sin(angle);
    sinusoids[cosineAt + i] = Math.cos(angle);
  }
  return sinusoids;
}

/** The learned embedding [1, width] of the sinusoids [1, C]. */
export function timeEmbedding(w: WeightScope, sinusoids: Value, { width }: { width: number }): Value {
  const hidden = activate(w.graph, w.linear('linear_1', sinusoids, { out: width }), 'silu');
  return w.tap(w.linear('linear_2', hidden, { out: width }));
}
