/*
 * From the two networks to a denoiser: ControlNet and UNet in one batch for both prompts, guidance, prediction type.
 */
import { timestepSinusoids } from '../../../core/models/index.ts';
import { invariant } from '../../../core/result/index.ts';
import {
  type Denoise,
  denoiserFrom,
  type DenoisePair,
  guidedDenoiserFrom,
  type PredictPair,
} from '../../../core/sampling/index.ts';
import {
  disposeTensors,
  floats,
  type Session,
  type SessionTensor,
  type SessionTensors,
} from '../../runtime/index.ts';
import { throwIfCancelled } from '../cancel.ts';
import type { Model } from '../model.ts';
import type { PicturePlan } from '../plan.ts';
import type { SessionPool } from '../sessions.ts';

/** What the networks are conditioned on. */
export interface Conditioning {
  readonly plan: PicturePlan;
  /** float32 `[batch, tokens, hidden_size]`: with guidance the negative prompt's states come first. */
  readonly text: SessionTensor;
  /** From the hint graph; absent where the pose is turned off. */
  readonly hint: SessionTensor | undefined;
  readonly controlStrength: number;
  /** Classifier-free guidance scale. */
  readonly guidance: number;
  readonly signal: AbortSignal | undefined;
}

/** Denoisers of latents `[channels, height, width]`: the estimate alone, or with the unconditional one. */
export interface Denoisers {
  readonly denoise: Denoise<Float32Array>;
  readonly denoisePair?: DenoisePair<Float32Array>;
}

/** Joins both networks to a denoiser. */
export async function createDenoiser(
  model: Model,
  sessions: SessionPool,
  conditioning: Conditioning,
): Promise<Denoisers> {
  const { plan, guidance } = conditioning;
  const networks: Networks = {
    unet: await sessions.take(plan.unet),
    ...(plan.control && { controlNet: await sessions.take(plan.control.controlNet) }),
  };
  const run: NetworkRun = { model, networks, conditioning };
  if (plan.batch === 1) {
    return { denoise: denoiserFrom((scaled, timestep) => runNetworks(run, scaled, timestep), model.trained) };
  }
  const denoisePair = guidedDenoiserFrom(inHalves(run), { ...model.trained, guidance });
  return { denoise: async (x, sigma) => (await denoisePair(x, sigma)).denoised, denoisePair };
}

/** The batch holds the negative prompt's prediction first. */
function inHalves(run: NetworkRun): PredictPair<Float32Array> {
  return async (scaled, timestep) => {
    const both = await runNetworks(run, scaled, timestep);
    const half = both.length / 2;
    return { negative: both.subarray(0, half), positive: both.subarray(half) };
  };
}

interface Networks {
  readonly unet: Session;
  readonly controlNet?: Session;
}

interface NetworkRun {
  readonly model: Model;
  readonly networks: Networks;
  readonly conditioning: Conditioning;
}

async function runNetworks(run: NetworkRun, scaled: Float32Array, timestep: number): Promise<Float32Array> {
  const { model, networks, conditioning } = run;
  const { plan, text, signal } = conditioning;
  const { channels, height, width } = plan.latents;
  const batched = new Float32Array(plan.batch * scaled.length);
  for (let i = 0; i < plan.batch; i++) batched.set(scaled, i * scaled.length);
  const sample = floats(batched, [plan.batch, channels, height, width]);
  const shared = { sample, encoder_hidden_states: text };
  const residuals = await runControlNet(run, shared, timestep);
  try {
    throwIfCancelled(signal);
    const { prediction } = await networks.unet.run({
      ...shared,
      ...residuals,
      time_proj: timeInput(model.unet.config, timestep),
    });
    invariant(
      prediction?.at === 'cpu' && prediction.data instanceof Float32Array,
      'The UNet gives float32 to the CPU.',
    );
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
