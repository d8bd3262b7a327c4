/*
 * From the two networks to a denoiser: ControlNet and UNet in one batch for both prompts, guidance, prediction type.
 */
import { authorControlNet, authorUNet, timestepSinusoids } from '../../../core/models/index.ts';
import { ArmatureError, invariant } from '../../../core/result/index.ts';
import { type Denoise, fromEps, fromV, type Predict, withGuidance } from '../../../core/sampling/index.ts';
import {
  disposeTensors,
  floats,
  type Session,
  type SessionTensor,
  type SessionTensors,
} from '../../runtime/index.ts';
import type { Model } from '../model.ts';
import type { SessionPool } from '../sessions.ts';

/** What the networks are conditioned on. */
export interface Conditioning {
  /** float32 `[batch, tokens, hidden_size]`: with guidance the negative prompt's states come first. */
  readonly text: SessionTensor;
  /** From the hint graph; absent where the pose is turned off. */
  readonly hint?: SessionTensor;
  readonly controlStrength: number;
  /** Classifier-free guidance scale; 1 takes a batch of one. */
  readonly guidance: number;
  /** Of the latents, in cells. */
  readonly height: number;
  /** Of the latents, in cells. */
  readonly width: number;
  readonly signal?: AbortSignal;
}

/** Brings up both networks and joins them to a denoiser of latents `[4, height, width]`. */
export async function createDenoiser(
  model: Model,
  sessions: SessionPool,
  conditioning: Conditioning,
): Promise<Denoise<Float32Array>> {
  const networks = await takeNetworks(model, sessions, conditioning);
  const predictBatch = (scaled: Float32Array, timestep: number): Promise<Float32Array> =>
    runNetworks({ model, networks, conditioning }, scaled, timestep);
  const predict: Predict<Float32Array> = isGuided(conditioning)
    ? withGuidance(async (scaled, timestep) => {
        const both = await predictBatch(scaled, timestep);
        const half = both.length / 2;
        return { negative: both.subarray(0, half), positive: both.subarray(half) };
      }, conditioning.guidance)
    : predictBatch;
  const { prediction, schedule } = model.trained;
  return prediction === 'epsilon' ? fromEps(predict, schedule) : fromV(predict, schedule);
}

/** Does the guidance scale need the negative prompt? */
export function isGuided({ guidance }: { readonly guidance: number }): boolean {
  return guidance > 1;
}

interface Networks {
  readonly unet: Session;
  readonly controlNet?: Session;
}

async function takeNetworks(
  model: Model,
  sessions: SessionPool,
  conditioning: Conditioning,
): Promise<Networks> {
  const { unet, controlNet, textEncoder } = model;
  const { height, width, hint } = conditioning;
  const batch = isGuided(conditioning) ? 2 : 1;
  const sequenceLength = textEncoder.config.max_position_embeddings;
  const sizes = { batch, height, width, sequenceLength };
  const control = hint !== undefined;
  const unetSession = await sessions.take({
    stage: 'unet',
    shape: [batch, height, width, control],
    weights: unet.weights,
    author: () => authorUNet(unet.config, { ...sizes, control, policy: unet.weights.policy }),
  });
  if (!control) return { unet: unetSession };
  const controlSession = await sessions.take({
    stage: 'controlnet',
    shape: [batch, height, width],
    weights: controlNet.weights,
    author: () => authorControlNet(controlNet.config, { ...sizes, policy: controlNet.weights.policy }),
    outputsStay: true,
  });
  return { unet: unetSession, controlNet: controlSession };
}

interface NetworkRun {
  readonly model: Model;
  readonly networks: Networks;
  readonly conditioning: Conditioning;
}

async function runNetworks(run: NetworkRun, scaled: Float32Array, timestep: number): Promise<Float32Array> {
  const { model, networks, conditioning } = run;
  const { height, width, text, signal } = conditioning;
  const batch = isGuided(conditioning) ? 2 : 1;
  const channels = model.unet.config.in_channels;
  const batched = new Float32Array(batch * scaled.length);
  for (let i = 0; i < batch; i++) batched.set(scaled, i * scaled.length);
  const sample = floats(batched, [batch, channels, height, width]);
  const shared = { sample, encoder_hidden_states: text };
  const residuals = await runControlNet(run, shared, timestep);
  try {
    if (signal?.aborted) throw new ArmatureError({ code: 'cancelled', message: 'The work was cancelled.' });
    const { prediction } = await networks.unet.run({
      ...shared,
      ...residuals,
      time_proj: timeInput(model.unet.config, timestep),
    });
    invariant(prediction?.at === 'cpu', 'The UNet gives its prediction to the CPU.');
    invariant(prediction.data instanceof Float32Array, 'A prediction is float32.');
    return prediction.data;
  } finally {
    disposeTensors(residuals);
  }
}

async function runControlNet(
  { model, networks, conditioning }: NetworkRun,
  shared: SessionTensors,
  timestep: number,
): Promise<SessionTensors> {
  const { hint, controlStrength } = conditioning;
  if (!networks.controlNet || !hint) return {};
  return networks.controlNet.run({
    ...shared,
    time_proj: timeInput(model.controlNet.config, timestep),
    control_hint: hint,
    conditioning_scale: floats(Float32Array.of(controlStrength), [1]),
  });
}

function timeInput(config: Parameters<typeof timestepSinusoids>[0], timestep: number): SessionTensor {
  const sinusoids = timestepSinusoids(config, timestep);
  return floats(sinusoids, [1, sinusoids.length]);
}
