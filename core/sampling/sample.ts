import { ArmatureError, CANCELLED } from '../result/index.ts';
import { words } from '../words/index.ts';
import { SAMPLER_FUNCTIONS } from './functions.ts';
import type { Denoise, DenoisePair, NoiseSource, Samples, Steps } from './step.ts';
import type { SamplerName } from './table.ts';

/** A run of one sampler, cancellable. */
export interface SampleOptions<A extends Samples> {
  readonly sampler: SamplerName;
  readonly denoise: Denoise<A>;
  /** For the CFG++ samplers; without it there is no guidance, and both estimates are the one of `denoise`. */
  readonly denoisePair?: DenoisePair<A>;
  /** Latents at `sigmas[0]`; not changed. */
  readonly x: A;
  /** Descending noise levels, steps + 1 of them, ending in 0. */
  readonly sigmas: readonly number[];
  /** Stochastic samplers need it; see `SAMPLERS` for which want a Brownian path. */
  readonly noise?: NoiseSource;
  /** Looked at before every call of the denoiser. */
  readonly signal?: AbortSignal;
}

/**
 * Samples step by step: the caller pulls the next step, sees each record and may stop at any.
 *
 * @returns one record per step; the last record's `x` is the result
 * @throws ArmatureError `cancelled` once the signal is aborted, `bad-request` for sigmas that do not descend to 0 or
 *   noise that is missing
 */
export async function* sampleSteps<A extends Samples>(options: SampleOptions<A>): Steps<A> {
  const { sampler, sigmas, x, signal } = options;
  checkSigmas(sigmas);
  const denoise: Denoise<A> = (at, sigma) => {
    throwIfAborted(signal);
    return options.denoise(at, sigma);
  };
  const denoisePair: DenoisePair<A> = async (at, sigma) => {
    throwIfAborted(signal);
    if (options.denoisePair) return options.denoisePair(at, sigma);
    const denoised = await options.denoise(at, sigma);
    return { denoised, unconditional: denoised };
  };
  const { noise = noNoise(sampler) } = options;
  yield* SAMPLER_FUNCTIONS[sampler]({ denoise, denoisePair, x, sigmas, noise });
}

/**
 * Samples to the end.
 *
 * @returns latents at the last sigma, of the length and precision of `x`
 * @throws as {@link sampleSteps}
 */
export async function sample<A extends Samples>(options: SampleOptions<A>): Promise<A> {
  let result = options.x;
  for await (const record of sampleSteps(options)) result = record.x;
  return result;
}

function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new ArmatureError(CANCELLED);
}

function noNoise(sampler: SamplerName): NoiseSource {
  return () => {
    throw new ArmatureError({
      code: 'bad-request',
      message: words`${sampler} adds noise, and was given none.`,
    });
  };
}

function checkSigmas(sigmas: readonly number[]): void {
  const descend = sigmas.every((sigma, i) => sigma >= 0 && (i === 0 || sigma < sigmas[i - 1]!));
  if (sigmas.length > 1 && descend && sigmas.at(-1) === 0) return;
  throw new ArmatureError({
    code: 'bad-request',
    message: words`sigmas must descend to 0, in two levels at least: ${sigmas.slice(0, 6).join(', ')}…`,
  });
}
