/*
 * From the two networks to a denoiser: ControlNet and UNet in one batch for both prompts, guidance, prediction type.
 */
import { type ControlNetConfig, controlResiduals, timestepSinusoids } from '../../../core/models/index.ts';
import type { CheckedRequest, ControlMode } from '../../../core/request/index.ts';
import { invariant } from '../../../core/result/index.ts';
import {
  type Denoise,
  denoiserFrom,
  type DenoisePair,
  guidedDenoiserFrom,
} from '../../../core/sampling/index.ts';
import {
  areOnGpu,
  type CpuTensor,
  disposeTensors,
  floats,
  type SessionTensor,
  type SessionTensors,
} from '../../runtime/index.ts';
import { throwIfCancelled } from '../cancel.ts';
import type { Model } from '../model.ts';
import type { PicturePlan, StepPlan } from '../plan.ts';
import type { SessionOrder, SessionPool } from '../sessions.ts';
import { type EncodedText, promptAlone } from './text.ts';

/** What the networks are conditioned on. */
export interface Conditioning {
  readonly plan: PicturePlan;
  readonly text: EncodedText;
  /** From the hint graph; absent where the pose is turned off. */
  readonly hint: SessionTensor | undefined;
  readonly request: Pick<
    CheckedRequest,
    'guidance' | 'guidanceEnd' | 'controlStrength' | 'controlStart' | 'controlEnd' | 'controlMode'
  >;
  /** Noise levels of the whole run, which say what share of it is done. */
  readonly sigmas: readonly number[];
  readonly signal: AbortSignal | undefined;
  /** Is given tensors that must be disposed once the denoiser is no longer used. */
  readonly keep: (tensors: SessionTensors) => void;
}

/**
 * Joins both networks to a denoiser of latents `[channels, height, width]`. The text is projected here; the networks
 * themselves are taken when a step needs them.
 */
export async function createDenoiser(
  model: Model,
  sessions: SessionPool,
  conditioning: Conditioning,
): Promise<DenoisePair<Float32Array>> {
  const { plan, request, sigmas } = conditioning;
  const project = async (order: SessionOrder, states: CpuTensor): Promise<SessionTensors> => {
    const projections = await (await sessions.take(order)).run({ encoder_hidden_states: states });
    conditioning.keep(projections);
    if (!areOnGpu(projections)) await sessions.retire([order]);
    return projections;
  };
  const open = async (step: StepPlan | undefined): Promise<NetworkRun | undefined> => {
    if (!step) return undefined;
    const { batch, unet, unetText, controlNet, controlNetText } = step;
    const states = batch === plan.batch ? conditioning.text.states : promptAlone(conditioning.text);
    const { config } = model.controlNet ?? {};
    return {
      ...{ model, sessions, conditioning, batch },
      unet: { order: unet, text: await project(unetText, states) },
      ...(controlNet &&
        controlNetText &&
        config && { controlNet: { config, order: controlNet, text: await project(controlNetText, states) } }),
    };
  };
  const guided = await open(plan.guided);
  const unguided = await open(plan.unguided);
  const both = guided && guidedDenoiser(guided);
  const alone = unguided && promptDenoiser(unguided);
  return async (x, sigma) => {
    if (both && stepShare(sigmas, sigma).start < request.guidanceEnd) return both(x, sigma);
    invariant(alone, 'Without guidance the prompt is denoised alone.');
    const denoised = await alone(x, sigma);
    return { denoised, unconditional: denoised };
  };
}

function guidedDenoiser(run: NetworkRun): DenoisePair<Float32Array> {
  const { model, conditioning } = run;
  return (x, sigma) =>
    guidedDenoiserFrom<Float32Array>(
      async (scaled, timestep) => {
        const both = await runNetworks(run, { scaled, timestep, sigma });
        const half = both.length / 2;
        return { negative: both.subarray(0, half), positive: both.subarray(half) };
      },
      { ...model.trained, guidance: conditioning.request.guidance },
    )(x, sigma);
}

function promptDenoiser(run: NetworkRun): Denoise<Float32Array> {
  return (x, sigma) =>
    denoiserFrom<Float32Array>(
      (scaled, timestep) => runNetworks(run, { scaled, timestep, sigma }),
      run.model.trained,
    )(x, sigma);
}

/** The shares of the run at which the step begins and ends that makes a call at this noise level. */
function stepShare(sigmas: readonly number[], sigma: number): { start: number; end: number } {
  const steps = sigmas.length - 1;
  const index = Math.max(
    sigmas.findLastIndex((level) => level >= sigma),
    0,
  );
  return { start: index / steps, end: (index + 1) / steps };
}

interface NetworkRun {
  readonly model: Model;
  readonly sessions: SessionPool;
  readonly conditioning: Conditioning;
  /** Prompts: 2 with guidance, the negative one first. */
  readonly batch: 1 | 2;
  readonly unet: Network;
  readonly controlNet?: Network & { readonly config: ControlNetConfig };
}

interface Network {
  /** Taken at each run: between two of them the session may have made room for another. */
  readonly order: SessionOrder;
  /** Keys and values of the text, for each cross-attention. */
  readonly text: SessionTensors;
}

interface NetworkInput {
  readonly scaled: Float32Array;
  readonly timestep: number;
  readonly sigma: number;
}

async function runNetworks(run: NetworkRun, input: NetworkInput): Promise<Float32Array> {
  const { model, sessions, conditioning, batch, unet } = run;
  const { plan, signal } = conditioning;
  const { channels, height, width } = plan.latents;
  const { scaled, timestep } = input;
  const batched = new Float32Array(batch * scaled.length);
  for (let i = 0; i < batch; i++) batched.set(scaled, i * scaled.length);
  const sample = floats(batched, [batch, channels, height, width]);
  const residuals = await residualsFor(run, sample, input);
  try {
    throwIfCancelled(signal);
    const session = await sessions.take(unet.order);
    const { prediction } = await session.run({
      sample,
      ...unet.text,
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

/** The ControlNet's residuals; outside of its span it does not run, and they are zero. */
async function residualsFor(
  { sessions, conditioning, batch, controlNet }: NetworkRun,
  sample: SessionTensor,
  { timestep, sigma }: NetworkInput,
): Promise<SessionTensors> {
  const { hint, plan, request, sigmas } = conditioning;
  if (!controlNet || !hint) return {};
  const { config, order, text } = controlNet;
  const specs = controlResiduals(config, { ...plan.latents, batch });
  const { start, end } = stepShare(sigmas, sigma);
  if (start < request.controlStart || end > request.controlEnd) {
    return Object.fromEntries(specs.map(({ name, shape }) => [name, zeros(shape)]));
  }
  const scales = controlScales({ ...request, residuals: specs.length, batch });
  const session = await sessions.take(order);
  return session.run({
    sample,
    ...text,
    time_proj: timeInput(config, timestep),
    control_hint: hint,
    conditioning_scale: floats(scales, [specs.length, batch, 1, 1, 1]),
  });
}

function zeros(shape: readonly number[]): CpuTensor {
  return floats(new Float32Array(shape.reduce((product, side) => product * side, 1)), shape);
}

/** How much weaker than the one further in each residual is, where prompt or ControlNet come first (A1111). */
const SOFT_FACTOR = 0.825;

interface ScaleOptions {
  readonly controlStrength: number;
  readonly controlMode: ControlMode;
  readonly residuals: number;
  /** 2 where the negative prompt comes first. */
  readonly batch: 1 | 2;
}

/** Factors of the residuals, float32 `[residuals, batch]`. */
function controlScales({ controlStrength, controlMode, residuals, batch }: ScaleOptions): Float32Array {
  const scales = new Float32Array(residuals * batch);
  for (let i = 0; i < residuals; i++) {
    const soft = controlMode === 'balanced' ? 1 : SOFT_FACTOR ** (residuals - 1 - i);
    scales.fill(controlStrength * soft, i * batch, (i + 1) * batch);
    if (controlMode === 'control' && batch === 2) scales[i * batch] = 0;
  }
  return scales;
}

function timeInput(config: Parameters<typeof timestepSinusoids>[0], timestep: number): SessionTensor {
  const sinusoids = timestepSinusoids(config, timestep);
  return floats(sinusoids, [1, sinusoids.length]);
}
