import type { Sampling } from '../../core/manifest/index.ts';
import { sample, sigmasFor } from '../../core/sampling/index.ts';

/** How often a picture asks the denoiser. */
export interface DenoiserCalls {
  /** Runs of ControlNet and UNet. */
  readonly runs: number;
  /** Pictures that go through them: two in a run with guidance. */
  readonly evaluations: number;
}

/** Counts them by a run of the sampler itself, on latents of one number. */
export async function countCalls({ steps, guidance, sampler, scheduler }: Sampling): Promise<DenoiserCalls> {
  const sigmas = sigmasFor({ scheduler, steps, sampler });
  let runs = 0;
  const denoise = (x: Float32Array): Promise<Float32Array> => {
    runs++;
    return Promise.resolve(x);
  };
  const x = new Float32Array([sigmas[0] ?? 0]);
  const noise = (): Float32Array => new Float32Array(1);
  await sample({ sampler, denoise, x, sigmas, noise });
  return { runs, evaluations: guidance > 1 ? 2 * runs : runs };
}
