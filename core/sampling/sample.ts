import { ArmatureError } from '../result/index.ts';
import type { Denoise, SamplerRun, Samples, StepRecord } from './step.ts';
import { SAMPLERS, type SamplerName } from './table.ts';

/** A run of one sampler, cancellable. */
export interface SampleOptions<A extends Samples> extends SamplerRun<A> {
  readonly sampler: SamplerName;
  /** Looked at before every call of the denoiser. */
  readonly signal?: AbortSignal;
}

/**
 * Samples step by step: the caller pulls the next step, sees each record and may stop at any.
 *
 * @returns one record per step; the last record's `x` is the result
 * @throws ArmatureError `cancelled` once the signal is aborted, `bad-request` for sigmas that do not descend to 0
 */
export async function* sampleSteps<A extends Samples>(
  options: SampleOptions<A>,
): AsyncGenerator<StepRecord<A>, void, void> {
  checkSigmas(options.sigmas);
  const denoise = stoppable(options.denoise, options.signal);
  yield* SAMPLERS[options.sampler].run({ ...options, denoise });
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

function stoppable<A extends Samples>(denoise: Denoise<A>, signal: AbortSignal | undefined): Denoise<A> {
  if (!signal) return denoise;
  return (x, sigma) => {
    if (signal.aborted) throw new ArmatureError({ code: 'cancelled', message: 'The work was cancelled.' });
    return denoise(x, sigma);
  };
}

function checkSigmas(sigmas: readonly number[]): void {
  const descend = sigmas.every((sigma, i) => sigma >= 0 && (i === 0 || sigma < sigmas[i - 1]!));
  if (sigmas.length > 1 && descend && sigmas.at(-1) === 0) return;
  throw new ArmatureError({
    code: 'bad-request',
    message: `sigmas must descend to 0, in two levels at least: ${sigmas.slice(0, 6).join(', ')}…`,
  });
}
