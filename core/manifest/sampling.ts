import type { ModelDefaults, ModelEntry } from './schema.ts';

/** How the noise is taken away. */
export type Sampling = Pick<ModelDefaults, 'steps' | 'guidance' | 'sampler' | 'scheduler'>;

/** That part of larger settings. */
export function samplingOf({ steps, guidance, sampler, scheduler }: Sampling): Sampling {
  return { steps, guidance, sampler, scheduler };
}

/** The sampling that a distilled model was made for, and is to be drawn with; of other models nothing. */
export function onlySamplingOf({
  distilled,
  defaults,
}: Pick<ModelEntry, 'distilled' | 'defaults'>): Partial<Sampling> {
  return distilled ? samplingOf(defaults) : {};
}

/** Are these parts of two settings the same? */
export function isSameSampling(one: Sampling, other: Sampling): boolean {
  return Object.entries(samplingOf(other)).every(([name, value]) => one[name as keyof Sampling] === value);
}

/**
 * What is said of a model of which nothing else is known.
 *
 * @param distilledSteps - how many steps it was distilled to, if it was: it needs no guidance then, and knows no other levels
 */
export function usualModel(distilledSteps?: number): Pick<ModelEntry, 'defaults' | 'distilled' | 'sizes'> {
  const few = distilledSteps !== undefined;
  const sampling: Sampling = few
    ? { steps: distilledSteps, guidance: 1, sampler: 'ddim', scheduler: 'sgm_uniform' }
    : { steps: 20, guidance: 7, sampler: 'dpmpp_2m', scheduler: 'karras' };
  return {
    defaults: { prompt: '', negativePrompt: '', width: 512, height: 512, ...sampling },
    ...(few && { distilled: true }),
    sizes: [256, 384, 512, 640, 768],
  };
}
